package io.github.mpcconnect.days.read;

import io.github.mpcconnect.api.MpcApi;
import io.github.mpcconnect.batch.Account;
import io.github.mpcconnect.config.AccountSettings;
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
 * The collaborators and settings for reading the ended calls of one account, and the handling of their asynchronous
 * results.
 */
public final class Reading {

    private final Account account;
    private final MpcApi api;
    private final Requests requests;
    private final Loop loop;
    private final Supplier<Instant> now;
    private final AccountSettings settings;
    private final AccountMetrics metrics;
    private Runnable afterEachStep = () -> {};
    private boolean ended;

    /** @param now returns the API's current time */
    public Reading(
            Account account,
            MpcApi api,
            Requests requests,
            Loop loop,
            Supplier<Instant> now,
            AccountSettings settings,
            AccountMetrics metrics) {
        this.account = account;
        this.api = api;
        this.requests = requests;
        this.loop = loop;
        this.now = now;
        this.settings = settings;
        this.metrics = metrics;
    }

    public Account account() {
        return account;
    }

    MpcApi api() {
        return api;
    }

    public Requests requests() {
        return requests;
    }

    public Loop loop() {
        return loop;
    }

    public Supplier<Instant> now() {
        return now;
    }

    public AccountSettings settings() {
        return settings;
    }

    public AccountMetrics metrics() {
        return metrics;
    }

    /** Sets an action to run after each handled result, which starts the work that is due next. */
    public void afterEachStep(Runnable action) {
        afterEachStep = action;
    }

    /** Stops: results that arrive later are ignored. */
    public void end() {
        ended = true;
    }

    /**
     * Runs an action with the result of a future. An unexpected failure ends the task; a cancelled future is ignored.
     */
    public <T> void onResult(CompletableFuture<T> future, Consumer<T> action) {
        future.whenComplete((result, failure) -> {
            if (ended) {
                return;
            }
            if (failure == null) {
                runSafely(() -> {
                    action.accept(result);
                    afterEachStep.run();
                });
            } else if (!(cause(failure) instanceof CancellationException)) {
                fail(cause(failure));
            }
        });
    }

    /** Runs a step. If it throws, the task ends; otherwise the exception would be lost in a future. */
    public void runSafely(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Ends the task by failing a step of the loop. Does nothing after {@link #end}. */
    void fail(Throwable failure) {
        if (ended) {
            return;
        }
        loop.execute(() -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
        });
    }

    /** The cause of a future's failure, without the wrapping {@link CompletionException}. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** The wait before reading a list again that did not match its count. */
    Duration relistDelay(int tries) {
        return Duration.ofMillis(500L * tries);
    }
}
