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

/** What the reading of one account's ended calls works with, and how its steps follow each other. */
public final class Reading {

    private final Account account;
    private final MpcApi api;
    private final Requests requests;
    private final Loop loop;
    private final Supplier<Instant> now;
    private final AccountSettings settings;
    private final AccountMetrics metrics;
    private Runnable afterEachStep = () -> {};
    private boolean over;

    /** @param now the API's clock */
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

    /** Runs after each step that took a result: it looks what is due next. */
    public void afterEachStep(Runnable action) {
        afterEachStep = action;
    }

    /** No result is taken any more. */
    public void end() {
        over = true;
    }

    /** Runs an action with a result. A failure that nobody expects ends the task; what was cancelled is over. */
    public <T> void then(CompletableFuture<T> future, Consumer<T> action) {
        future.whenComplete((result, failure) -> {
            if (over) {
                return;
            }
            if (failure == null) {
                guarded(() -> {
                    action.accept(result);
                    afterEachStep.run();
                });
            } else if (!(cause(failure) instanceof CancellationException)) {
                fail(cause(failure));
            }
        });
    }

    /** Runs a step whose own failure ends the task instead of ending up in a future that nobody looks at. */
    public void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Ends the task: a step of the loop fails with this; nothing fails once no result is taken any more. */
    void fail(Throwable failure) {
        if (over) {
            return;
        }
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
