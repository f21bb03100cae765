package io.github.mpcconnect.live;

import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.batch.BatchItem;
import io.github.mpcconnect.batch.LiveChange;
import io.github.mpcconnect.batch.LiveChange.CallSeen;
import io.github.mpcconnect.batch.LiveChange.ParticipantSeen;
import io.github.mpcconnect.offset.LiveOffset;
import io.github.mpcconnect.request.Work;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import static io.github.mpcconnect.live.LiveSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

class LiveTablePropertyTest {

    /** A step of a table: a call seen (with participants read or not), or gone. */
    private record Step(
            String call, String status, List<Participant> read, boolean isRead, boolean isComplete, boolean isGone) {

        List<LiveChange> on(LiveTable table, String apiId) {
            if (isGone) {
                return table.remove(call);
            }
            List<LiveChange> changes =
                    new ArrayList<>(table.show(LiveSamples.call(call, status, NOON, null, apiId), NOON));
            if (isRead) {
                changes.addAll(table.show(new LiveParticipants(call, again(apiId), Set.of(), isComplete), NOON));
            }
            return changes;
        }

        private List<Participant> again(String apiId) {
            return read.stream()
                    .map(each -> LiveSamples.participant(
                            call, each.memberId(), each.joinTime(), each.exitTime(), each.role(), apiId))
                    .toList();
        }
    }

    @Property
    void the_offset_names_the_rows_after_every_change(
            @ForAll("stored") Map<String, List<String>> stored, @ForAll("steps") List<Step> steps) {
        LiveTable table = new LiveTable(stored);
        LiveTables tables = new LiveTables(new LiveOffset(NOON, stored));
        steps.forEach(step -> apply(step.on(table, "an answer"), table, tables));
    }

    @Property
    void the_changes_applied_make_a_table_what_was_read_last(
            @ForAll("stored") Map<String, List<String>> stored, @ForAll("steps") List<Step> steps) {
        LiveTable table = new LiveTable(stored);
        LiveTables tables = new LiveTables(new LiveOffset(NOON, stored));
        steps.forEach(step -> {
            apply(step.on(table, "an answer"), table, tables);
            if (step.isGone()) {
                assertThat(table.keys()).doesNotContainKey(step.call());
            } else {
                assertThat(tables.calls.get(step.call()).status()).isEqualTo(step.status());
                if (step.isRead() && step.isComplete()) {
                    assertThat(inside(tables, step.call())).isEqualTo(inside(step));
                }
            }
        });
    }

    private static Map<String, String> inside(LiveTables tables, String call) {
        Map<String, String> roles = new TreeMap<>();
        tables.offset
                .open()
                .get(call)
                .forEach(member -> roles.put(
                        member, tables.participants.get(call + "/" + member).role()));
        return roles;
    }

    private static Map<String, String> inside(Step step) {
        Map<String, Participant> latest = new TreeMap<>();
        step.read().stream()
                .sorted(LiveParticipants.JOINING)
                .forEach(participant -> latest.put(participant.memberId(), participant));
        Map<String, String> roles = new TreeMap<>();
        latest.values().stream()
                .filter(participant -> participant.exitTime() == null)
                .forEach(participant -> roles.put(participant.memberId(), participant.role()));
        return roles;
    }

    @Property
    void what_is_shown_already_causes_no_change_whichever_response_returns_it(@ForAll("steps") List<Step> steps) {
        LiveTable table = new LiveTable(Map.of());
        steps.forEach(step -> {
            step.on(table, "an answer");
            assertThat(step.on(table, "another one")).isEmpty();
        });
    }

    @Property
    void an_incomplete_list_removes_nobody_but_who_left(
            @ForAll("steps") List<Step> steps, @ForAll("steps") List<Step> more) {
        LiveTable table = new LiveTable(Map.of());
        steps.forEach(step -> step.on(table, "an answer"));
        for (Step step : more) {
            if (!step.isGone()
                    && step.isRead()
                    && !step.isComplete()
                    && table.keys().containsKey(step.call())) {
                List<String> before = new ArrayList<>(table.keys().get(step.call()));
                step.read().stream()
                        .filter(participant -> participant.exitTime() != null)
                        .forEach(participant -> before.remove(participant.memberId()));
                step.on(table, "an answer");
                assertThat(table.keys().get(step.call())).containsAll(before);
            }
        }
    }

    @Property
    void rows_of_an_earlier_run_are_sent_when_they_are_seen(@ForAll("stored") Map<String, List<String>> stored) {
        LiveTable table = new LiveTable(stored);
        stored.forEach((call, members) -> {
            List<Participant> same = members.stream()
                    .map(member -> LiveSamples.participant(call, member))
                    .toList();
            assertThat(table.show(LiveSamples.call(call, "active"), NOON)).hasOnlyElementsOfType(CallSeen.class);
            assertThat(table.show(new LiveParticipants(call, same, Set.of(), true), NOON))
                    .hasSize(members.size())
                    .allMatch(ParticipantSeen.class::isInstance);
        });
    }

    private static void apply(List<LiveChange> changes, LiveTable table, LiveTables tables) {
        if (!changes.isEmpty()) {
            LiveOffset after = new LiveOffset(NOON, table.keys());
            tables.accept(new Batch(null, Work.LIVE, tables.offset, after, List.<BatchItem>copyOf(changes)));
        }
    }

    @Provide
    Arbitrary<Map<String, List<String>>> stored() {
        return Arbitraries.maps(ids(), members().list().uniqueElements().ofMaxSize(3))
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<String> statuses = Arbitraries.of("initialized", "active");
        Arbitrary<Boolean> rarely = Arbitraries.of(true, false, false, false);
        Arbitrary<Boolean> either = Arbitraries.of(true, false);
        return Combinators.combine(ids(), statuses, stays().list().ofMaxSize(4), either, either, rarely)
                .as((id, status, read, isRead, isComplete, isGone) ->
                        new Step(id, status, distinct(read), isRead, isComplete, isGone))
                .list()
                .ofMaxSize(12);
    }

    /** No two stays of one member begin at one time. */
    private static List<Participant> distinct(List<Participant> stays) {
        Map<String, Participant> distinct = new TreeMap<>();
        stays.forEach(stay -> distinct.put(stay.memberId() + stay.joinTime(), stay));
        return List.copyOf(distinct.values());
    }

    private static Arbitrary<Participant> stays() {
        Arbitrary<Instant> joined = Arbitraries.of(NOON, NOON.plusSeconds(1), NOON.plusSeconds(2));
        Arbitrary<Instant> left = Arbitraries.of(NOON.plusSeconds(9)).injectNull(0.6);
        Arbitrary<String> roles = Arbitraries.of("agent", "customer");
        return Combinators.combine(members(), joined, left, roles)
                .as((member, from, to, role) -> LiveSamples.participant("", member, from, to, role, "an answer"));
    }

    private static Arbitrary<String> ids() {
        return Arbitraries.of("a", "b", "c");
    }

    private static Arbitrary<String> members() {
        return Arbitraries.of("1", "2", "3");
    }
}
