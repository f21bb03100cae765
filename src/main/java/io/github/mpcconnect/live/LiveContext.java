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

/**
 * The collaborators and settings for following the live calls of one account. Of the filter, the friendly name and the
 * subaccount apply.
 */
public record LiveContext(
        Account account, Loop loop, Source source, Sink sink, AccountSettings settings, AccountMetrics metrics) {

    /**
     * The source of live calls.
     *
     * @param now returns the API's current time
     */
    public record Source(MpcApi api, LiveRequests requests, Supplier<Instant> now) {}

    /**
     * The destination of changes.
     *
     * @param batches receives each batch
     * @param isEmpty returns whether no live batch of the account is waiting
     * @param fatal receives the failure that ends the task
     */
    public record Sink(Consumer<Batch> batches, BooleanSupplier isEmpty, Consumer<FatalException> fatal) {}
}
