package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Watermark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static io.github.mpcconnect.ingest.Samples.mark;
import static org.assertj.core.api.Assertions.assertThat;

/** What is true of the batches of every run: each day's follow each other, and each says what it holds. */
final class BatchCheck {

    private final Map<Day, List<String>> ids = new HashMap<>();
    private final Map<Day, Watermark> reached = new HashMap<>();

    private BatchCheck() {}

    static void check(List<Batch> batches) {
        BatchCheck check = new BatchCheck();
        batches.stream().filter(batch -> batch.after() instanceof Watermark).forEach(check::checkNext);
    }

    private void checkNext(Batch batch) {
        Watermark after = mark(batch.after());
        Day day = after.day();
        assertThat(batch.accountId()).isEqualTo("MA0");
        assertThat(batch.items()).isNotEmpty();
        Watermark last = reached.put(day, after);
        if (last != null) {
            assertThat(mark(batch.before()).endTime()).isAfterOrEqualTo(last.endTime());
            assertThat(mark(batch.before()).calls()).isEqualTo(last.calls());
            assertThat(mark(batch.before()).check()).isEqualTo(last.check());
        }
        Instant from =
                batch.before() == null ? day.start() : mark(batch.before()).endTime();
        assertThat(after.endTime()).isAfter(from).isBeforeOrEqualTo(day.end());
        checkCalls(AccountRun.calls(batch), from, after);
    }

    /** The API shows whole seconds, so a call may seem to have ended up to a second before it did. */
    private void checkCalls(List<MultiPartyCall> calls, Instant from, Watermark after) {
        assertThat(calls).isSortedAccordingTo((a, b) -> {
            int byEnd = a.endTime().compareTo(b.endTime());
            return byEnd != 0 ? byEnd : a.mpcUuid().compareTo(b.mpcUuid());
        });
        assertThat(calls)
                .allMatch(call ->
                        !call.endTime().isBefore(from) && !call.endTime().isAfter(after.endTime()));
        List<String> all = ids.computeIfAbsent(after.day(), day -> new ArrayList<>());
        calls.forEach(call -> all.add(call.mpcUuid()));
        assertThat(after.calls()).isEqualTo(all.size());
        assertThat(after.check()).isEqualTo(Watermark.checkOf(all));
    }
}
