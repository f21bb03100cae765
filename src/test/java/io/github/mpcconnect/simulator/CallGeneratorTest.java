package io.github.mpcconnect.simulator;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

class CallGeneratorTest {
    private static final Instant FROM = Instant.parse("2026-11-02T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-16T00:00:00Z");

    private final List<SimulatedCall> calls =
            CallGenerator.seeded(7).ending(FROM, TO).calls(5000);

    @Test
    void makes_as_many_calls_as_asked_for_each_with_its_own_id() {
        assertThat(calls).hasSize(5000).extracting(SimulatedCall::mpcUuid).doesNotHaveDuplicates();
    }

    @Test
    void makes_the_same_calls_from_the_same_seed() {
        assertThat(CallGenerator.seeded(7).ending(FROM, TO).calls(5000)).isEqualTo(calls);
        assertThat(CallGenerator.seeded(8).ending(FROM, TO).calls(5000)).isNotEqualTo(calls);
    }

    @Test
    void ends_every_call_after_the_start_of_the_span_and_up_to_its_end() {
        assertThat(calls)
                .allMatch(
                        call -> call.endTime().isAfter(FROM) && !call.endTime().isAfter(TO));
    }

    @Test
    void has_calls_at_midnight_and_a_microsecond_to_either_side() {
        Instant midnight = Instant.parse("2026-11-10T00:00:00Z");
        assertThat(calls)
                .extracting(SimulatedCall::endTime)
                .contains(midnight, midnight.minusNanos(1000), midnight.plusNanos(1000));
    }

    @Test
    void has_more_than_a_page_of_calls_in_one_second() {
        assertThat(calls.stream()
                        .collect(groupingBy(call -> call.endTime().truncatedTo(ChronoUnit.SECONDS), counting()))
                        .values())
                .anyMatch(ended -> ended > 20);
    }

    @Test
    void has_most_calls_in_office_hours() {
        long busy = calls.stream()
                .map(call -> call.endTime().atOffset(ZoneOffset.UTC).getHour())
                .filter(hour -> hour >= 9 && hour < 17)
                .count();
        assertThat(busy).isGreaterThan(calls.size() / 2);
    }

    @Test
    void has_what_breaks_readers() {
        assertSome(call -> call.friendlyName().isEmpty());
        assertSome(call -> call.friendlyName().contains("/"));
        assertSome(call -> call.friendlyName().contains("\ud83d\ude00"));
        assertSome(call -> !call.creationTimeTold());
        assertSome(SimulatedCall::amountAsNumber);
        assertSome(call -> "null".equals(call.recording()));
        assertSome(call -> call.participants().isEmpty());
        assertSome(call -> call.participants().size() > 20);
        assertSome(call -> call.participants().stream().anyMatch(each -> each.memberAddress() == null));
        assertSome(call ->
                call.participants().stream().anyMatch(each -> each.role().equals("CUSTOMER")));
    }

    @Test
    void keeps_participants_inside_their_call() {
        assertThat(calls)
                .allSatisfy(call -> assertThat(call.participants())
                        .allMatch(each -> !each.joinTime().isBefore(call.startTime())
                                && !each.exitFrom(call.endTime()).isAfter(call.endTime())
                                && !each.exitFrom(call.endTime()).isBefore(each.joinTime())));
    }

    @Test
    void leaves_oddities_out_of_plain_calls() {
        assertThat(CallGenerator.seeded(7).ending(FROM, TO).plain().calls(500))
                .allMatch(call -> call.friendlyName().startsWith("support-") && call.creationTimeTold());
    }

    private void assertSome(Predicate<SimulatedCall> odd) {
        assertThat(calls).anyMatch(odd);
    }
}
