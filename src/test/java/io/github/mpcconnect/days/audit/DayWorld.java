package io.github.mpcconnect.days.audit;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.days.sent.EarlierRun;
import io.github.mpcconnect.days.sent.ListedCall;
import io.github.mpcconnect.days.state.Books;
import io.github.mpcconnect.days.state.DayGaps;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.days.state.Days;
import io.github.mpcconnect.days.state.PendingBatch;
import io.github.mpcconnect.days.state.PendingCall;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.OffsetFormat;
import io.github.mpcconnect.timeline.Stretches;
import io.github.mpcconnect.timeline.Window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One day at an API that changes, a {@link DayState} that reads it, and a Kafka that takes each batch with its offset.
 */
public final class DayWorld {

    private final Random random;
    private final DayAtApi api;
    private final DayInKafka kafka = new DayInKafka();

    /** Contents that a restart found and took as sent. */
    private final Map<String, Long> taken = new HashMap<>();

    private final Set<String> inTime = new HashSet<>();
    private Books books;
    private DayState day;
    private Instant now = Days.NOW;
    private Map<String, Object> stored;

    public DayWorld(long seed) {
        this.random = new Random(seed);
        this.api = new DayAtApi(random, 150);
        take(Days.aDay());
    }

    private void take(DayState state) {
        day = state;
        books = new Books();
        books.put(day);
    }

    // Steps

    void step(int which) {
        now = now.plusSeconds(30);
        switch (which) {
            case 0, 1 -> window(true);
            case 2 -> window(false);
            case 3 -> skip();
            case 4, 5 -> complete();
            case 6 -> deferOne();
            case 7 -> release();
            case 8 -> stretch();
            case 9 -> retryDeferred();
            case 10 -> api.comesLate(day.readTo());
            case 11 -> api.vanishes();
            case 12 -> api.returns();
            case 13 -> api.changes(now);
            case 14 -> audit();
            case 15 -> restart();
            default -> throw new IllegalArgumentException("No step " + which);
        }
        kafka.checkCallsInTime(day.offset(), inTime, api);
    }

    private Window next() {
        long left = Days.DAY.end().getEpochSecond() - day.readTo().getEpochSecond();
        return left == 0
                ? null
                : new Window(day.readTo(), day.readTo().plusSeconds(1 + random.nextLong(Math.min(left, 20_000))));
    }

    private void window(boolean proven) {
        Window window = next();
        if (window != null) {
            List<ListedCall> shown = shown(window, proven);
            List<PendingCall> calls = books.toSend(day, shown, Change.NEW, now);
            day.add(Days.batch(PendingBatch.Kind.WINDOW, window, proven, calls));
        }
    }

    /** An unproven list leaves some out. */
    private List<ListedCall> shown(Window window, boolean proven) {
        List<ListedCall> all = api.list(window);
        all.forEach(call -> inTime.add(call.id()));
        if (!proven && !all.isEmpty() && api.mayDiffer()) {
            all.remove(random.nextInt(all.size()));
        }
        return all;
    }

    private void skip() {
        Window window = next();
        if (window != null) {
            day.add(Days.batch(PendingBatch.Kind.SKIPPED, window, false, List.of()));
        }
    }

    private List<PendingCall> waiting() {
        return day.pending().calls().stream()
                .filter(call -> call.state() == PendingCall.State.QUEUED && call.participants() == null)
                .toList();
    }

    private void complete() {
        waiting().stream().filter(call -> random.nextInt(3) > 0).forEach(Days::complete);
    }

    private void deferOne() {
        List<PendingCall> calls = waiting().stream()
                .filter(call ->
                        call.change() != Change.CORRECTION && call.listed().id() != null)
                .toList();
        if (!calls.isEmpty()) {
            calls.get(random.nextInt(calls.size())).defer();
        }
    }

    private void stretch() {
        day.gaps().untried().ifPresent(gap -> {
            long length = 1 + random.nextLong(gap.seconds());
            Window part = new Window(gap.after(), gap.after().plusSeconds(length));
            boolean proven = random.nextInt(4) > 0;
            List<PendingCall> calls = books.toSend(day, shown(part, proven), Change.NEW, now);
            day.addOther(Days.batch(PendingBatch.Kind.STRETCH, part, proven, calls));
        });
    }

    private void retryDeferred() {
        for (DayGaps.Deferred each : day.gaps().deferred()) {
            if (each.call().listed() != null && each.call().state() == PendingCall.State.DEFERRED) {
                each.call().requeue();
                Days.complete(each.call());
                day.addOther(Days.batch(PendingBatch.Kind.DEFERRED, null, true, List.of(each.call())));
            }
        }
    }

    // Audits and restarts

    private Stretches sentParts() {
        Stretches parts = new Stretches();
        if (day.endTime().isAfter(Days.DAY.start())) {
            parts.add(new Window(Days.DAY.start(), day.endTime()));
        }
        day.gaps().unread().asList().forEach(parts::subtract);
        return parts;
    }

    private void audit() {
        if (day.earlier() != null) {
            firstSight();
        } else {
            day.sent().beginListing();
            Set<Long> before = new HashSet<>();
            day.gaps().deferred().forEach(call -> before.add(call.call().key()));
            Set<Long> shown = new HashSet<>();
            for (Window part : sentParts().asList()) {
                found(part, api.list(part), shown);
            }
            day.sent().endListing(key -> day.totals().vanish(key));
            if (day.isReadToItsEnd()) {
                day.gaps().deferred().stream()
                        .map(DayGaps.Deferred::call)
                        .filter(call -> before.contains(call.key()) && !shown.contains(call.key()))
                        .forEach(day::remove);
            }
        }
    }

    private void found(Window part, List<ListedCall> listed, Set<Long> shown) {
        List<PendingCall> calls = books.toSend(day, listed, Change.LATE, now);
        for (ListedCall call : listed) {
            shown.add(call.key());
            if (day.sent().contains(call.key())) {
                day.sent().see(call.key());
            }
        }
        if (calls.isEmpty()) {
            day.proven(part);
        } else {
            day.addOther(Days.batch(PendingBatch.Kind.FOUND, part, true, calls));
        }
    }

    private void firstSight() {
        EarlierRun earlier = day.earlier();
        earlier.beginListing();
        for (Window part : earlier.sent().asList()) {
            List<ListedCall> judged = new ArrayList<>();
            for (ListedCall call : api.list(part)) {
                earlier.list(call);
                if (day.pending().call(call.key()) != null || day.sent().contains(call.key())) {
                    judged.add(call);
                }
            }
            books.toSend(day, judged, Change.LATE, now).forEach(call -> {});
        }
        new Reconciliation(Days.reading(() -> now), day).listed(true, false, () -> {});
        assertThat(day.earlier()).as("the first sight is decoded").isNull();
        api.calls()
                .forEach((id, call) -> taken.put(
                        id, day.sent().contains(call.key()) ? day.sent().content(call.key()) : 0));
    }

    private void restart() {
        if (stored == null) {
            take(Days.aDay());
            return;
        }
        take(Days.restored(stored));
        assertThat(OffsetFormat.offset(day.offset()))
                .as("(D) the restored offset")
                .isEqualTo(stored);
    }

    // What leaves

    private void release() {
        for (PendingBatch batch = day.pending().nextReady();
                batch != null;
                batch = day.pending().nextReady()) {
            List<PendingCall> leaving = day.send(batch, now);
            day.update();
            leaving.forEach(kafka::left);
            DayOffset offset = day.offset();
            if (!leaving.isEmpty() || day.isReadToItsEnd()) {
                stored = OffsetFormat.offset(offset);
                day.stored(offset);
            }
            kafka.checkTotals(offset);
        }
    }

    /** Reads and audits until nothing is left to do. */
    public void finish() {
        for (int round = 0; round < 6; round++) {
            while (next() != null) {
                window(true);
            }
            drain();
            while (day.gaps().untried().isPresent()) {
                stretch();
                drain();
            }
            audit();
            drain();
        }
        assertThat(day.gaps().isEmpty()).as("gaps %s", day.gaps().text()).isTrue();
        assertThat(day.isComplete()).isTrue();
        api.calls().forEach((id, call) -> {
            assertThat(kafka.sent()).as(id).containsKey(call.key());
            if (!Objects.equals(taken.get(id), call.content())) {
                assertThat(kafka.sent().get(call.key())).as(id).isEqualTo(call);
            }
        });
    }

    private void drain() {
        waiting().forEach(Days::complete);
        release();
        retryDeferred();
        release();
    }
}
