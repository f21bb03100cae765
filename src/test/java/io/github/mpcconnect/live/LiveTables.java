package io.github.mpcconnect.live;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.batch.BatchItem;
import io.github.mpcconnect.batch.LiveChange.CallGone;
import io.github.mpcconnect.batch.LiveChange.CallSeen;
import io.github.mpcconnect.batch.LiveChange.ParticipantGone;
import io.github.mpcconnect.batch.LiveChange.ParticipantSeen;
import io.github.mpcconnect.offset.LiveOffset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

/** What the topics of live calls hold, read as tables. Checks of each batch that its offset names just their rows. */
final class LiveTables implements Consumer<Batch> {

    final Map<String, MultiPartyCall> calls = new TreeMap<>();
    final Map<String, Participant> participants = new TreeMap<>();
    final List<Batch> batches = new ArrayList<>();
    boolean isTaken = true;
    LiveOffset offset;
    private final Map<String, Set<String>> rows = new TreeMap<>();

    /** @param stored the offset that an earlier run left, together with its rows */
    LiveTables(LiveOffset stored) {
        offset = stored;
        if (stored != null) {
            stored.open().forEach((call, members) -> rows.put(call, new TreeSet<>(members)));
        }
    }

    @Override
    public void accept(Batch batch) {
        batches.add(batch);
        assertThat(batch.items()).isNotEmpty();
        assertThat(batch.before()).isSameAs(offset);
        batch.items().forEach(this::apply);
        offset = (LiveOffset) batch.after();
        Map<String, Set<String>> keys = new LinkedHashMap<>();
        offset.open().forEach((call, members) -> keys.put(call, new TreeSet<>(members)));
        assertThat(keys.equals(rows)).as("the offset names the rows").isTrue();
    }

    private void apply(BatchItem item) {
        if (item instanceof CallSeen seen) {
            calls.put(seen.call().mpcUuid(), seen.call());
            rows.computeIfAbsent(seen.call().mpcUuid(), call -> new TreeSet<>());
        } else if (item instanceof ParticipantSeen seen) {
            String call = seen.participant().mpcUuid();
            participants.put(call + "/" + seen.participant().memberId(), seen.participant());
            assertThat(rows)
                    .as("a call's row comes before those of its participants")
                    .containsKey(call);
            rows.get(call).add(seen.participant().memberId());
        } else if (item instanceof ParticipantGone gone) {
            participants.remove(gone.mpcUuid() + "/" + gone.memberId());
            rows.getOrDefault(gone.mpcUuid(), new TreeSet<>()).remove(gone.memberId());
        } else if (item instanceof CallGone gone) {
            calls.remove(gone.mpcUuid());
            Set<String> left = rows.remove(gone.mpcUuid());
            assertThat(left == null || left.isEmpty())
                    .as("participants go before their call")
                    .isTrue();
        }
    }

    /** What the last batch held. */
    List<BatchItem> last() {
        return batches.get(batches.size() - 1).items();
    }

    /** All that was sent, in order. */
    List<BatchItem> items() {
        return batches.stream().flatMap(batch -> batch.items().stream()).toList();
    }
}
