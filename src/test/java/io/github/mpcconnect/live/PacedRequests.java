package io.github.mpcconnect.live;

import io.github.mpcconnect.request.Loop;
import io.github.mpcconnect.request.Resource;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Sends requests evenly at a rate and so many at a time; sends none while it is paused. */
final class PacedRequests implements LiveRequests {

    int maxWaiting;
    boolean isPaused;
    private final Loop loop;
    private final Duration spacing;
    private final int concurrent;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int inFlight;
    private boolean isResting;

    PacedRequests(Loop loop, double perSecond, int concurrent) {
        this.loop = loop;
        this.spacing = Duration.ofNanos((long) (1e9 / perSecond));
        this.concurrent = concurrent;
    }

    @Override
    public <T> CompletableFuture<T> submit(Resource resource, Supplier<CompletableFuture<T>> attempt) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        waiting.add(() -> {
            if (answer.isDone()) {
                return;
            }
            inFlight++;
            attempt.get().whenComplete((value, failure) -> {
                inFlight--;
                send();
                if (failure == null) {
                    answer.complete(value);
                } else {
                    answer.completeExceptionally(failure);
                }
            });
        });
        send();
        maxWaiting = Math.max(maxWaiting, waiting.size());
        return answer;
    }

    void send() {
        if (isPaused || isResting || inFlight >= concurrent || waiting.isEmpty()) {
            return;
        }
        isResting = true;
        loop.schedule(spacing, () -> {
            isResting = false;
            send();
        });
        waiting.remove().run();
    }
}
