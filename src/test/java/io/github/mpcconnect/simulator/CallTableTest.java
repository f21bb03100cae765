package io.github.mpcconnect.simulator;

import io.github.mpcconnect.simulator.ListQuery.Listing;
import io.github.mpcconnect.simulator.ListQuery.TimeRange;
import io.github.mpcconnect.simulator.SimulatedCall.CallState;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static io.github.mpcconnect.simulator.ParticipantBuilder.aParticipant;
import static org.assertj.core.api.Assertions.assertThat;

class CallTableTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-21T00:00:00Z");

    private final CallTable table = new CallTable();

    @Test
    void holds_midnight_to_the_microsecond() {
        put("before", MIDNIGHT.minusNanos(1000));
        put("at", MIDNIGHT);
        put("after", MIDNIGHT.plusNanos(1000));

        assertThat(endedIn(MIDNIGHT.minusSeconds(86_400), MIDNIGHT)).containsExactlyInAnyOrder("before", "at");
        assertThat(endedIn(MIDNIGHT, NOW)).containsExactly("after");
    }

    @Test
    void lists_newest_creation_first_and_ties_by_id() {
        table.put(aCall().uuid("b")
                .createdAt("2026-11-21T09:00:00Z")
                .endedAt("2026-11-21T10:00:00Z")
                .build());
        table.put(aCall().uuid("a")
                .createdAt("2026-11-21T09:00:00Z")
                .endedAt("2026-11-21T11:00:00Z")
                .build());
        table.put(aCall().uuid("c")
                .createdAt("2026-11-21T09:30:00Z")
                .endedAt("2026-11-21T09:31:00Z")
                .build());

        assertThat(endedIn(MIDNIGHT, NOW)).containsExactly("c", "a", "b");
    }

    @Test
    void shows_a_late_call_only_from_when_it_is_visible() {
        Instant visible = NOW.minusSeconds(600);
        table.put(aCall().uuid("late")
                .endedAt("2026-11-21T09:00:00Z")
                .visibleFrom(visible)
                .build());
        ListQuery query = ListQuery.window(MIDNIGHT, NOW.minusSeconds(3600), 0);

        assertThat(table.list(query, visible.minusNanos(1000)).objects()).isEmpty();
        assertThat(table.list(query, visible).objects()).hasSize(1);
    }

    @Test
    void follows_a_call_from_creation_to_end() {
        table.put(aCall().uuid("x")
                .createdAt("2026-11-21T10:00:00Z")
                .startedAt("2026-11-21T10:01:00Z")
                .endedAt("2026-11-21T10:02:00Z")
                .build());

        assertThat(statesAt("2026-11-21T09:59:59.999999Z")).isEmpty();
        assertThat(statesAt("2026-11-21T10:00:00Z")).containsExactly(CallState.INITIALIZED);
        assertThat(statesAt("2026-11-21T10:01:00Z")).containsExactly(CallState.ACTIVE);
        assertThat(statesAt("2026-11-21T10:02:00Z")).containsExactly(CallState.ENDED);
    }

    @Test
    void searches_seven_days_without_end_bounds_and_thirty_with_one() {
        put("6 days ago", NOW.minus(Duration.ofDays(6)));
        put("8 days ago", NOW.minus(Duration.ofDays(8)));
        put("40 days ago", NOW.minus(Duration.ofDays(40)));

        assertThat(uuids(ListQuery.ALL)).containsExactly("6 days ago");
        Instant lower = NOW.minus(Duration.ofDays(41));
        assertThat(uuids(endTime(new TimeRange(lower, false, null, false)))).containsExactly("40 days ago");
        assertThat(uuids(endTime(new TimeRange(null, false, NOW, true))))
                .containsExactlyInAnyOrder("6 days ago", "8 days ago");
    }

    @Test
    void forgets_what_ended_longer_ago_than_its_history() {
        put("91 days ago", NOW.minus(Duration.ofDays(91)));
        put("89 days ago", NOW.minus(Duration.ofDays(89)));

        assertThat(endedIn(NOW.minus(Duration.ofDays(100)), NOW.minus(Duration.ofDays(80))))
                .containsExactly("89 days ago");
    }

    @Test
    void pages_through_everything_once_while_calls_are_added_elsewhere() {
        for (int i = 0; i < 45; i++) {
            put("call " + i, MIDNIGHT.plusSeconds(i));
        }
        List<String> seen = new ArrayList<>();
        for (int offset = 0; offset < 60; offset += 20) {
            Listing<SimulatedCall> page =
                    table.list(ListQuery.window(MIDNIGHT.minusSeconds(1), MIDNIGHT.plusSeconds(3600), offset), NOW);
            assertThat(page.count()).isEqualTo(45);
            page.objects().forEach(call -> seen.add(call.mpcUuid()));
            put("elsewhere " + offset, NOW.minusSeconds(60 + offset));
        }
        assertThat(seen).hasSize(45).doesNotHaveDuplicates();
    }

    @Test
    void sees_a_call_that_is_added_to_a_window_already_listed() {
        put("first", MIDNIGHT.plusSeconds(1));
        assertThat(endedIn(MIDNIGHT, NOW)).containsExactly("first");

        put("second", MIDNIGHT.plusSeconds(2));
        assertThat(endedIn(MIDNIGHT, NOW)).containsExactly("second", "first");

        table.remove("first");
        assertThat(endedIn(MIDNIGHT, NOW)).containsExactly("second");
    }

    @Test
    void returns_who_is_inside_a_live_call_and_everyone_once_it_is_over() {
        SimulatedCall call = aCall().startedAt("2026-11-21T10:00:00Z")
                .endedAt("2026-11-21T11:00:00Z")
                .with(aParticipant("x", 0)
                        .joinedAt("2026-11-21T10:00:00Z")
                        .leftAt("2026-11-21T10:10:00Z")
                        .build())
                .with(aParticipant("x", 1).joinedAt("2026-11-21T10:05:00Z").build())
                .build();
        table.put(call);

        assertThat(members(call, "2026-11-21T10:04:00Z")).containsExactly("100");
        assertThat(members(call, "2026-11-21T10:06:00Z")).containsExactly("101", "100");
        assertThat(members(call, "2026-11-21T10:10:00Z")).containsExactly("101");
        assertThat(members(call, "2026-11-21T11:00:00Z")).containsExactly("101", "100");
    }

    @Test
    void finds_by_name_only_what_is_live() {
        table.put(aCall().named("daily")
                .startedAt("2026-11-21T10:00:00Z")
                .notEnded()
                .build());

        assertThat(table.called("name_daily", NOW)).isPresent();
        String uuid = table.called("name_daily", NOW).orElseThrow().mpcUuid();
        table.put(table.find(uuid).orElseThrow().endingAt(NOW));
        assertThat(table.called("name_daily", NOW)).isEmpty();
        assertThat(table.called("uuid_" + uuid, NOW)).isPresent();
    }

    private void put(String uuid, Instant end) {
        table.put(aCall().uuid(uuid).endedAt(end).build());
    }

    private List<String> endedIn(Instant after, Instant upTo) {
        return uuids(ListQuery.window(after, upTo, 0));
    }

    private List<String> uuids(ListQuery query) {
        return table.list(query, NOW).objects().stream()
                .map(SimulatedCall::mpcUuid)
                .toList();
    }

    private List<CallState> statesAt(String now) {
        Instant instant = Instant.parse(now);
        return table.list(ListQuery.ALL, instant).objects().stream()
                .map(call -> call.stateAt(instant))
                .toList();
    }

    private List<String> members(SimulatedCall call, String now) {
        return table.participants(call, 20, 0, Instant.parse(now)).orElseThrow().objects().stream()
                .map(SimulatedParticipant::memberId)
                .toList();
    }

    private static ListQuery endTime(TimeRange range) {
        return new ListQuery(null, null, null, null, range, TimeRange.ALL, 20, 0);
    }
}
