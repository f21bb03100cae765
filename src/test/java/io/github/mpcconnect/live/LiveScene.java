package io.github.mpcconnect.live;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.batch.Account;
import io.github.mpcconnect.config.AccountSettings;
import io.github.mpcconnect.config.RecordSettings.OnMalformed;
import io.github.mpcconnect.days.send.SeenParticipants;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.offset.LiveOffset;
import io.github.mpcconnect.request.FatalException;
import io.github.mpcconnect.request.Loop;
import io.github.mpcconnect.request.Resource;
import io.github.mpcconnect.request.VirtualLoop;
import io.github.mpcconnect.support.Configured;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** One run of {@link LiveCalls} in virtual time, from noon on. */
final class LiveScene {

    static final Duration INTERVAL = Duration.ofSeconds(10);

    final VirtualLoop loop = new VirtualLoop();
    final FakeLiveApi api = new FakeLiveApi(loop, Duration.ofMillis(100));
    final AccountMetrics metrics = new AccountMetrics();
    final List<FatalException> failures = new ArrayList<>();
    final LiveTables tables;
    final LiveCalls live;
    final SeenParticipants seen;
    final PacedRequests requests;

    /** How a scene differs from the usual one. */
    record Setting(
            LiveOffset stored,
            boolean enabled,
            boolean withParticipants,
            OnMalformed onMalformed,
            double perSecond,
            int concurrent) {

        static final Setting USUAL = new Setting(null, true, true, OnMalformed.FAIL, 1_000, 16);

        Setting stored(LiveOffset offset) {
            return new Setting(offset, enabled, withParticipants, onMalformed, perSecond, concurrent);
        }

        Setting disabled() {
            return new Setting(stored, false, withParticipants, onMalformed, perSecond, concurrent);
        }

        Setting withoutParticipants() {
            return new Setting(stored, enabled, false, onMalformed, perSecond, concurrent);
        }

        Setting onMalformed(OnMalformed choice) {
            return new Setting(stored, enabled, withParticipants, choice, perSecond, concurrent);
        }

        Setting rate(double rate, int atATime) {
            return new Setting(stored, enabled, withParticipants, onMalformed, rate, atATime);
        }
    }

    LiveScene() {
        this(Setting.USUAL);
    }

    LiveScene(Setting setting) {
        requests = new PacedRequests(loop, setting.perSecond(), setting.concurrent());
        tables = new LiveTables(setting.stored());
        live = new LiveCalls(
                new LiveContext(
                        new Account("MA1", "emea"),
                        loop,
                        new LiveContext.Source(api, requests, this::now),
                        new LiveContext.Sink(tables, () -> tables.isTaken, failures::add),
                        settings(setting),
                        metrics),
                setting.stored());
        seen = live.seen();
    }

    private static AccountSettings settings(Setting setting) {
        return Configured.with(
                "live.enabled",
                setting.enabled(),
                "live.poll.interval.ms",
                INTERVAL,
                "participants.mode",
                setting.withParticipants() ? "topic" : "none",
                "behavior.on.malformed",
                setting.onMalformed(),
                "filter.friendly.name",
                "queue",
                "filter.sub.account",
                "SA1",
                "filter.termination.cause.code",
                3000);
    }

    Instant now() {
        return LiveSamples.NOON.plusNanos(loop.nanos());
    }

    /** The first poll begins and ends; the second one is due in a second. */
    LiveScene started() {
        live.start();
        loop.advance(INTERVAL.minusSeconds(1));
        return this;
    }

    /** One more poll begins and ends. */
    void poll() {
        loop.advance(INTERVAL);
    }

    void sent(MultiPartyCall call, Participant... participants) {
        seen.sent(call.mpcUuid(), call, List.of(participants));
        loop.runDue();
    }

    /** Sends requests evenly at a rate and so many at a time; sends none while it is paused. */
    static final class PacedRequests implements LiveRequests {

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
}
