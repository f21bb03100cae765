package io.github.mpcconnect.days.read;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.batch.Account;
import io.github.mpcconnect.config.AccountSettings;
import io.github.mpcconnect.ingest.WorkOrder;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.request.Requests;
import io.github.mpcconnect.request.VirtualLoop;
import io.github.mpcconnect.simulator.CallBuilder;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.SimulatedMpcApi;
import io.github.mpcconnect.simulator.World;
import io.github.mpcconnect.support.Configured;
import io.github.mpcconnect.timeline.Window;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

import static org.assertj.core.api.Assertions.assertThat;

/** What a single reader works with, in virtual time, and which windows it listed. */
final class ReaderScene {

    final List<Window> listed = new ArrayList<>();
    final SimulatedMpcApi api;
    final Reading reading;
    private final VirtualLoop loop = new VirtualLoop();
    private final Instant start;
    private final SimulatedAccount account;
    private final Requests requests;

    ReaderScene(String now) {
        start = Instant.parse(now);
        SimulatedClock clock = SimulatedClock.stoppedAt(start);
        World world = new World(clock);
        account = world.addAccount("MA0", "token").unlimited();
        ApiClock apiClock = new ApiClock(Duration.ofMinutes(1), loop::nanos);
        api = new SimulatedMpcApi(world, account, apiClock, answer -> loop.schedule(Duration.ofMillis(100), answer));
        api.beforeEach(() -> clock.set(now()));
        faults((query, page) -> page);
        AccountSettings settings = Configured.with("behavior.on.malformed", "topic");
        AccountMetrics metrics = new AccountMetrics();
        requests = new Requests(
                "emea",
                WorkOrder.of(settings.history().order()),
                settings.requests(),
                loop,
                metrics,
                ReaderScene::fail,
                () -> 0.5);
        reading = new Reading(new Account("MA0", "emea"), api, requests, loop, this::now, settings, metrics);
    }

    private static void fail(Throwable failure) {
        throw new AssertionError(failure);
    }

    /** Stands between searches and their responses. */
    void faults(BiFunction<CallQuery, Page<MultiPartyCall>, Page<MultiPartyCall>> fault) {
        api.calls((query, page) -> {
            listed.add(new Window(query.endedAfter(), query.endedUpTo()));
            return fault.apply(query, page);
        });
    }

    /** What a request that is not answered fails with. */
    static ApiException unanswered() {
        return new ApiException(ApiException.Kind.TRANSIENT, 503, null, "simulated 503", null);
    }

    ReaderScene add(CallBuilder... calls) {
        List.of(calls).forEach(account::add);
        return this;
    }

    Instant now() {
        return start.plus(loop.now());
    }

    /** The result of a reader. */
    <T> T await(CompletableFuture<T> result) {
        for (int seconds = 0; !result.isDone() && seconds < 30; seconds++) {
            requests.polled();
            loop.advance(Duration.ofSeconds(1));
        }
        assertThat(result).isDone();
        return result.join();
    }
}
