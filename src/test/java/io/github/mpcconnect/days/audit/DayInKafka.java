package io.github.mpcconnect.days.audit;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.days.sent.ListedCall;
import io.github.mpcconnect.days.state.PendingCall;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.Gaps;
import io.github.mpcconnect.offset.IdHash;
import io.github.mpcconnect.offset.Sketch;
import io.github.mpcconnect.timeline.Stretches;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** What left of one day. Each batch and offset is checked against all that left before. */
final class DayInKafka {

    private final Map<Long, ListedCall> sent = new LinkedHashMap<>();
    private final Set<Long> sentFirst = new HashSet<>();

    /** The newest of each call, by its key. */
    Map<Long, ListedCall> sent() {
        return sent;
    }

    void left(PendingCall call) {
        boolean first = sentFirst.add(call.key());
        assertThat(call.change() == Change.CORRECTION)
                .as("(C) %s leaves as %s", call.listed().id(), call.change())
                .isNotEqualTo(first);
        sent.put(call.key(), call.listed());
    }

    void checkTotals(DayOffset offset) {
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
    void checkCallsInTime(DayOffset offset, Set<String> inTime, DayAtApi api) {
        Gaps gaps = offset.gaps();
        Stretches missing = Stretches.of(gaps.unread());
        gaps.unproven().forEach(missing::add);
        Set<String> deferred = new HashSet<>();
        gaps.deferred().forEach(call -> deferred.add(call.mpcUuid()));
        for (String id : inTime) {
            boolean inGap = missing.contains(api.end(id)) || deferred.contains(id) || api.hasEverVanished(id);
            if (!api.end(id).isAfter(offset.endTime()) && !inGap && !sent.containsKey(IdHash.of(id))) {
                throw new AssertionError(id + ", which ended at " + api.end(id) + ", is missing in " + offset);
            }
        }
    }
}
