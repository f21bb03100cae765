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
import io.github.mpcconnect.offset.Gaps;
import io.github.mpcconnect.offset.IdHash;
import io.github.mpcconnect.offset.OffsetFormat;
import io.github.mpcconnect.offset.Sketch;
import io.github.mpcconnect.timeline.Stretches;
import io.github.mpcconnect.timeline.Window;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One day at an API that changes, a {@link DayState} that reads it, and a Kafka that takes each batch with its offset.
 * Each batch that leaves is checked against all that left before.
 */
public final class DayWorld {

    /** A restart identifies 32 differences: no world has more calls that come late, vanish or are left out. */
    private static final int MAX_DIFFERENCES = 30;

    private final Random random;
    private final Map<String, ListedCall> api = new LinkedHashMap<>();
    private final Map<String, Instant> ends = new HashMap<>();
    /** Contents that a restart found and took as sent. */
    private final Map<String, Long> taken = new HashMap<>();

    private final Set<String> inTime = new HashSet<>();
    private final Set<String> everVanished = new HashSet<>();
    private final Map<String, ListedCall> removed = new LinkedHashMap<>();
    private final Map<Long, ListedCall> sent = new LinkedHashMap<>();
    private final Set<Long> sentFirst = new HashSet<>();
    private Books books;
    private DayState day;
    private Instant now = Days.NOW;
    private Map<String, Object> stored;
    private int differences;
    private int ids;

    public DayWorld(long seed) {
        this.random = new Random(seed);
        for (int i = 0; i < 150; i++) {
            add(1 + random.nextInt(86_400));
        }
        take(Days.aDay());
    }

    private void take(DayState state) {
        day = state;
        books = new Books();
        books.put(day);
    }

    private String add(int second) {
        String id = "call-" + ids++;
        String bill = random.nextInt(4) == 0 ? null : "0.0" + (1 + random.nextInt(9));
        api.put(id, random.nextInt(10) == 0 ? malformed(id) : Days.aCall(id, Days.second(second), bill));
        ends.put(id, Days.second(second));
        return id;
    }

    private static ListedCall malformed(String id) {
        return Days.malformed(id);
    }

    private List<ListedCall> list(Window window) {
        List<ListedCall> calls = new ArrayList<>();
        api.forEach((id, call) -> {
            Instant end = ends.get(id);
            if (end.isAfter(window.after()) && !end.isAfter(window.upTo())) {
                calls.add(call);
            }
        });
        calls.sort(ListedCall.ORDER);
        return calls;
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
            case 10 -> comesLate();
            case 11 -> vanishes();
            case 12 -> returns();
            case 13 -> changes();
            case 14 -> audit();
            case 15 -> restart();
            default -> throw new IllegalArgumentException("No step " + which);
        }
        checkCallsInTime();
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
        List<ListedCall> all = list(window);
        all.forEach(call -> inTime.add(call.id()));
        if (!proven && differences < MAX_DIFFERENCES && !all.isEmpty()) {
            differences++;
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
        return day.pendingCalls().stream()
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
            day.addBeside(Days.batch(PendingBatch.Kind.STRETCH, part, proven, calls));
        });
    }

    private void retryDeferred() {
        for (DayGaps.Deferred each : day.gaps().deferred()) {
            if (each.call().listed() != null && each.call().state() == PendingCall.State.DEFERRED) {
                each.call().requeue();
                Days.complete(each.call());
                day.addBeside(Days.batch(PendingBatch.Kind.DEFERRED, null, true, List.of(each.call())));
            }
        }
    }

    // What changes at the API

    private void comesLate() {
        if (differences < MAX_DIFFERENCES && day.readTo().isAfter(Days.DAY.start())) {
            differences++;
            long read = day.readTo().getEpochSecond() - Days.DAY.start().getEpochSecond();
            add(1 + (int) random.nextLong(read));
        }
    }

    private void vanishes() {
        if (differences < MAX_DIFFERENCES && !api.isEmpty()) {
            differences++;
            String id = List.copyOf(api.keySet()).get(random.nextInt(api.size()));
            everVanished.add(id);
            removed.put(id, api.remove(id));
        }
    }

    private void returns() {
        removed.keySet().stream().findFirst().ifPresent(id -> api.put(id, removed.remove(id)));
    }

    /** A bill arrives, or another field changes. */
    private void changes() {
        List<String> all = List.copyOf(api.keySet());
        String id = all.get(random.nextInt(all.size()));
        ListedCall call = api.get(id);
        if (call.isCounted()) {
            BigDecimal bill = call.call().billedAmount();
            String amount = bill == null ? "0.07" : bill.toPlainString();
            api.put(id, Days.aCall(id, call.endTime(), amount, "changed at " + now));
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
                found(part, list(part), shown);
            }
            day.sent().endListing(key -> day.totals().vanish(key));
            if (day.isReadToItsEnd()) {
                day.gaps().deferred().stream()
                        .map(DayGaps.Deferred::call)
                        .filter(call -> before.contains(call.key()) && !shown.contains(call.key()))
                        .forEach(day::takeOut);
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
            day.addBeside(Days.batch(PendingBatch.Kind.FOUND, part, true, calls));
        }
    }

    private void firstSight() {
        EarlierRun earlier = day.earlier();
        earlier.beginListing();
        for (Window part : earlier.sent().asList()) {
            List<ListedCall> judged = new ArrayList<>();
            for (ListedCall call : list(part)) {
                earlier.list(call);
                if (day.pending(call.key()) != null || day.sent().contains(call.key())) {
                    judged.add(call);
                }
            }
            books.toSend(day, judged, Change.LATE, now).forEach(call -> {});
        }
        new Reconciliation(Days.reading(() -> now), day).listed(true, false, () -> {});
        assertThat(day.earlier()).as("the first sight is decoded").isNull();
        api.forEach((id, call) ->
                taken.put(id, day.sent().contains(call.key()) ? day.sent().content(call.key()) : 0));
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
        for (PendingBatch batch = day.nextReady(); batch != null; batch = day.nextReady()) {
            List<PendingCall> leaving = day.leave(batch, now);
            day.update();
            leaving.forEach(this::left);
            DayOffset offset = day.offset();
            if (!leaving.isEmpty() || day.isReadToItsEnd()) {
                stored = OffsetFormat.offset(offset);
                day.stored(offset);
            }
            checkTotals(offset);
        }
    }

    private void left(PendingCall call) {
        boolean first = sentFirst.add(call.key());
        assertThat(call.change() == Change.CORRECTION)
                .as("(C) %s leaves as %s", call.listed().id(), call.change())
                .isNotEqualTo(first);
        sent.put(call.key(), call.listed());
    }

    private void checkTotals(DayOffset offset) {
        Sketch sketch = new Sketch();
        sent.keySet().forEach(sketch::toggle);
        List<ListedCall> counted =
                sent.values().stream().filter(ListedCall::isCounted).toList();
        long check = counted.stream().mapToLong(ListedCall::key).reduce(0, (a, b) -> a ^ b);
        assertThat(offset.calls()).as("calls").isEqualTo(counted.size());
        assertThat(offset.check()).as("check").isEqualTo(check);
        assertThat(offset.sketched()).as("size of the sketch").isEqualTo(sent.size());
        assertThat(offset.sketch()).as("sketch").isEqualTo(sketch);
        if (offset.billed() != null) {
            BigDecimal sum = counted.stream()
                    .map(call -> call.call().billedAmount())
                    .filter(amount -> amount != null)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(offset.billed()).as("billed").isEqualByComparingTo(sum);
        }
    }

    /** (A), (B): what was listed in time and ended before the offset's end time has left, or is in a gap of it. */
    private void checkCallsInTime() {
        DayOffset offset = day.offset();
        Gaps gaps = offset.gaps();
        Stretches missing = Stretches.of(gaps.unread());
        gaps.unproven().forEach(missing::add);
        Set<String> deferred = new HashSet<>();
        gaps.deferred().forEach(call -> deferred.add(call.mpcUuid()));
        for (String id : inTime) {
            boolean inGap = missing.contains(ends.get(id)) || deferred.contains(id) || everVanished.contains(id);
            if (!ends.get(id).isAfter(offset.endTime()) && !inGap && !sent.containsKey(IdHash.of(id))) {
                throw new AssertionError(id + ", which ended at " + ends.get(id) + ", is missing in " + offset);
            }
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
        api.forEach((id, call) -> {
            assertThat(sent).as(id).containsKey(call.key());
            if (!Objects.equals(taken.get(id), call.content())) {
                assertThat(sent.get(call.key())).as(id).isEqualTo(call);
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
