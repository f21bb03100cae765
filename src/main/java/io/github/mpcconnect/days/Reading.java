package io.github.mpcconnect.days;

import io.github.mpcconnect.api.MpcApi;
import io.github.mpcconnect.batch.Account;
import io.github.mpcconnect.config.ReadingSettings;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.request.Loop;
import io.github.mpcconnect.request.Requests;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the reading of one account's ended calls works with.
 *
 * @param now the API's clock
 */
public record Reading(
        Account account,
        MpcApi api,
        Requests requests,
        Loop loop,
        Supplier<Instant> now,
        ReadingSettings settings,
        AccountMetrics metrics) {

    /** Runs an action with a result. A failure that nobody expects ends the task; what was cancelled is over. */
    <T> void then(CompletableFuture<T> future, Consumer<T> action) {
        future.whenComplete((result, failure) -> {
            if (failure == null) {
                guarded(() -> action.accept(result));
            } else if (!(cause(failure) instanceof CancellationException)) {
                fail(cause(failure));
            }
        });
    }

    /** Runs a step whose own failure ends the task instead of ending up in a future that nobody looks at. */
    void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Ends the task: a step of the loop fails with this. */
    void fail(Throwable failure) {
        loop.execute(() -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
        });
    }

    /** What a future really failed with. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** The wait before a list that did not agree with its count is read again. */
    Duration relistDelay(int tries) {
        return Duration.ofMillis(500L * tries);
    }
}
