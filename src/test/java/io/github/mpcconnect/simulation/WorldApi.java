package io.github.mpcconnect.simulation;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.api.MpcApi;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.request.Resource;
import io.github.mpcconnect.simulation.Server.RefusalCheck;
import io.github.mpcconnect.simulation.Trouble.How;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The API of one account for one start of the connector: answers late, and has the world's troubles. */
final class WorldApi implements MpcApi {

    private final Server server;
    private final WorldTime time;
    private final ApiClock clock;
    private final Duration timeout;
    private final RefusalCheck refusals;
    private int open;

    WorldApi(Server server, WorldTime time, ApiClock clock, Duration timeout) {
        this.server = server;
        this.time = time;
        this.clock = clock;
        this.timeout = timeout;
        this.refusals = server.refusalCheck();
    }

    /** Requests that are neither answered nor cancelled. */
    int open() {
        return open;
    }

    @Override
    public CompletableFuture<Page<MultiPartyCall>> calls(CallQuery query) {
        Instant now = time.now();
        refusals.arrived(time.elapsed());
        How how = server.arrived(Resource.CALLS, now, time.elapsed());
        how = how == null ? server.troubleOf(query, now) : how;
        return answer(how, () -> server.pages().calls(query, now));
    }

    @Override
    public CompletableFuture<Page<Participant>> participants(String mpcUuid, int offset) {
        Instant now = time.now();
        refusals.arrived(time.elapsed());
        How how = server.arrived(Resource.PARTICIPANTS, now, time.elapsed());
        how = how == null ? server.troubleOf(mpcUuid, offset, now) : how;
        return answer(how, () -> server.pages().participants(mpcUuid, offset, now));
    }

    private <T> CompletableFuture<Page<T>> answer(How how, Supplier<Page<T>> page) {
        CompletableFuture<Page<T>> future = new CompletableFuture<>();
        open++;
        future.whenComplete((any, failure) -> open--);
        Runnable answer = answer(future, how, page);
        Duration latency = how == How.HANG ? timeout : server.latency();
        time.loop().schedule(latency, () -> {
            if (!future.isDone()) {
                answer.run();
            }
        });
        return future;
    }

    private <T> Runnable answer(CompletableFuture<Page<T>> future, How how, Supplier<Page<T>> page) {
        if (how == null) {
            try {
                Page<T> answer = page.get();
                return () -> {
                    clock.observe(server.date(time.now()).truncatedTo(ChronoUnit.SECONDS));
                    future.complete(answer);
                };
            } catch (ApiException e) {
                return () -> future.completeExceptionally(e);
            }
        }
        ApiException failure = switch (how) {
            case FAIL -> failure(500, null);
            case FAIL_LONG -> failure(503, Duration.ofSeconds(90));
            case EMPTY -> failure(429, server.retryAfter());
            default -> ApiException.noAnswer("no response within " + timeout, null);
        };
        return () -> {
            if (failure.isRateLimit()) {
                refusals.refused(time.elapsed());
            }
            future.completeExceptionally(failure);
        };
    }

    private static ApiException failure(int status, Duration retryAfter) {
        return new ApiException(ApiException.Kind.TRANSIENT, status, retryAfter, "simulated " + status, null);
    }
}
