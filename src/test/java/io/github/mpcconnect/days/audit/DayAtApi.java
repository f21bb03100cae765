package io.github.mpcconnect.days.audit;

import io.github.mpcconnect.days.sent.ListedCall;
import io.github.mpcconnect.days.state.Days;
import io.github.mpcconnect.timeline.Window;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** The calls of one day at an API that changes: some come late, vanish, return or are amended. */
final class DayAtApi {

    /** A restart identifies 32 differences: no world has more calls that come late, vanish or are left out. */
    private static final int MAX_DIFFERENCES = 30;

    private final Random random;
    private final Map<String, ListedCall> calls = new LinkedHashMap<>();
    private final Map<String, Instant> ends = new HashMap<>();
    private final Set<String> everVanished = new HashSet<>();
    private final Map<String, ListedCall> removed = new LinkedHashMap<>();
    private int differences;
    private int ids;

    DayAtApi(Random random, int size) {
        this.random = random;
        for (int i = 0; i < size; i++) {
            add(1 + random.nextInt(86_400));
        }
    }

    private void add(int second) {
        String id = "call-" + ids++;
        String bill = random.nextInt(4) == 0 ? null : "0.0" + (1 + random.nextInt(9));
        calls.put(id, random.nextInt(10) == 0 ? Days.malformed(id) : Days.aCall(id, Days.second(second), bill));
        ends.put(id, Days.second(second));
    }

    /** By id. */
    Map<String, ListedCall> calls() {
        return calls;
    }

    Instant end(String id) {
        return ends.get(id);
    }

    boolean hasEverVanished(String id) {
        return everVanished.contains(id);
    }

    List<ListedCall> list(Window window) {
        List<ListedCall> listed = new ArrayList<>();
        calls.forEach((id, call) -> {
            Instant end = ends.get(id);
            if (end.isAfter(window.after()) && !end.isAfter(window.upTo())) {
                listed.add(call);
            }
        });
        listed.sort(ListedCall.ORDER);
        return listed;
    }

    /** Whether there may be one more difference between two lists; if so, there is. */
    boolean mayDiffer() {
        boolean may = differences < MAX_DIFFERENCES;
        differences += may ? 1 : 0;
        return may;
    }

    /** A call that ended before {@code readTo} appears. */
    void comesLate(Instant readTo) {
        if (readTo.isAfter(Days.DAY.start()) && mayDiffer()) {
            long read = readTo.getEpochSecond() - Days.DAY.start().getEpochSecond();
            add(1 + (int) random.nextLong(read));
        }
    }

    void vanishes() {
        if (!calls.isEmpty() && mayDiffer()) {
            String id = List.copyOf(calls.keySet()).get(random.nextInt(calls.size()));
            everVanished.add(id);
            removed.put(id, calls.remove(id));
        }
    }

    void returns() {
        removed.keySet().stream().findFirst().ifPresent(id -> calls.put(id, removed.remove(id)));
    }

    /** A bill arrives, or another field changes. */
    void changes(Instant now) {
        List<String> all = List.copyOf(calls.keySet());
        String id = all.get(random.nextInt(all.size()));
        ListedCall call = calls.get(id);
        if (call.isCounted()) {
            BigDecimal bill = call.call().billedAmount();
            String amount = bill == null ? "0.07" : bill.toPlainString();
            calls.put(id, Days.aCall(id, call.endTime(), amount, "changed at " + now));
        }
    }
}
