package io.github.mpcconnect.request;

import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.config.RequestSettings;
import io.github.mpcconnect.ingest.WorkOrder;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.support.Configured;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Requests of an account in virtual time, polled every half second unless paused, once its earlier task is forgotten.
 */
final class RequestsRun {

    static final List<Work> NEWEST_FIRST = WorkOrder.of(BackfillOrder.NEWEST_FIRST);
    static final List<Work> OLDEST_FIRST = WorkOrder.of(BackfillOrder.OLDEST_FIRST);

    final VirtualLoop loop = new VirtualLoop();
    final AccountMetrics metrics = new AccountMetrics();
    final ScriptedApi api = new ScriptedApi(loop);
    final List<FatalException> fatal = new ArrayList<>();
    final Requests requests;
    private boolean isPolled = true;

    RequestsRun() {
        this(NEWEST_FIRST, 300, 16);
    }

    RequestsRun(List<Work> order, int limit, int concurrent) {
        RequestSettings settings = Configured.with(
                        "api.rate.limit.requests", limit, "api.max.concurrent.requests", concurrent)
                .requests();
        requests = new Requests("emea", order, settings, loop, metrics, fatal::add, () -> 0);
        poll();
        list(Work.NEW_CALLS, "warm-up");
        advance(10_000);
        api.tries().clear();
    }

    private void poll() {
        if (isPolled) {
            requests.polled();
        }
        loop.schedule(Duration.ofMillis(500), this::poll);
    }

    void pause() {
        isPolled = false;
    }

    void resume() {
        isPolled = true;
    }

    /** A list of calls that is tried while others are answered. */
    CompletableFuture<String> list(Work work, String name) {
        return submit(work, Resource.CALLS, Patience.WHILE_OTHERS_ANSWER, name);
    }

    CompletableFuture<String> participants(Work work, String name) {
        return submit(work, Resource.PARTICIPANTS, Patience.WHILE_OTHERS_ANSWER, name);
    }

    CompletableFuture<String> submit(Work work, Resource resource, Patience patience, String name) {
        return requests.submit(work, resource, patience, api.request(name));
    }

    /** Requests of one name, each submitted half a second after the last one was answered, for so long. */
    void othersAreAnswered(Resource resource, Duration length) {
        for (Duration end = loop.now().plus(length); loop.now().compareTo(end) < 0; ) {
            submit(Work.HISTORY, resource, Patience.UNTIL_ANSWERED, "other");
            advance(500);
        }
    }

    void advance(long millis) {
        loop.advance(Duration.ofMillis(millis));
    }

    long metric(Metric metric) {
        return metrics.value(metric);
    }
}
