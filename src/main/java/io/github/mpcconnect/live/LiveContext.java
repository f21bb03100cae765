package io.github.mpcconnect.live;

import io.github.mpcconnect.api.MpcApi;
import io.github.mpcconnect.batch.Account;
import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.config.AccountSettings;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.request.FatalException;
import io.github.mpcconnect.request.Loop;

import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What following one account's live calls needs. Of the filter, the friendly name and the subaccount apply. */
public record LiveContext(
        Account account, Loop loop, Source source, Sink sink, AccountSettings settings, AccountMetrics metrics) {

    /**
     * Where live calls are read.
     *
     * @param now the API's clock
     */
    public record Source(MpcApi api, LiveRequests requests, Supplier<Instant> now) {}

    /**
     * Where changes of the tables go.
     *
     * @param batches takes a frozen batch
     * @param isEmpty whether no live batch of the account waits
     * @param fatal ends the task
     */
    public record Sink(Consumer<Batch> batches, BooleanSupplier isEmpty, Consumer<FatalException> fatal) {}
}
