package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.config.OnMalformed;
import io.github.mpcconnect.request.Failures;
import io.github.mpcconnect.request.FatalException;
import io.github.mpcconnect.simulator.CallGenerator;
import io.github.mpcconnect.timeline.Day;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static io.github.mpcconnect.ingest.Samples.mark;
import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What comes out where the API's answers do not add up, cannot be read, or do not come. */
class AccountTroubleTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Day BAD_DAY = new Day(LocalDate.of(2026, 11, 19));
    private static final Instant BAD = Instant.parse("2026-11-19T10:00:00.500Z");

    private final AccountRun run = new AccountRun(NOW);

    @BeforeEach
    void addCalls() {
        run.account.add(CallGenerator.seeded(1)
                .plain()
                .ending(
                        NOW.minus(Duration.ofDays(6)),
                        NOW.minus(AccountRun.SETTLE).minusSeconds(1))
                .calls(120));
        run.account.add(
                aCall().uuid("bad").endedAt(BAD).withParticipants(2).build(),
                aCall().uuid("just before").endedAt(BAD.minusSeconds(1)).build(),
                aCall().uuid("just after").endedAt(BAD.plusSeconds(1)).build());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_count_that_never_adds_up_stalls_one_second_and_no_other_day(boolean newestFirst) throws Exception {
        run.api.calls((query, page) -> holdsBad(query) ? Samples.counting(page.count() + 1, page) : page);
        run.newestFirst(newestFirst).runFor(Duration.ofMinutes(20));
        assertStalledAtTheBadSecond(newestFirst);
        run.api.withoutFaults();
        run.runFor(Duration.ofMinutes(2));
        assertThat(run.ids()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(run.truth());
        BatchCheck.check(run.batches);
    }

    @Test
    void participants_that_never_add_up_stall_one_second_and_no_other_day() throws Exception {
        run.api.participants((id, page) -> id.equals("bad") ? Samples.counting(3, page) : page);
        run.withParticipants().runFor(Duration.ofMinutes(20));
        assertStalledAtTheBadSecond(true);
        run.api.withoutFaults();
        run.runFor(Duration.ofMinutes(2));
        assertThat(run.ids()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(run.truth());
        BatchCheck.check(run.batches);
    }

    private void assertStalledAtTheBadSecond(boolean othersGoOn) {
        assertThat(run.ids()).contains("just before").doesNotContain("bad", "just after");
        assertThat(run.stored.get(BAD_DAY).endTime()).isEqualTo(Instant.parse("2026-11-19T10:00:00Z"));
        long others = run.account.calls().all().stream()
                .filter(call -> !Day.of(call.endTime()).equals(BAD_DAY))
                .count();
        long taken = run.batches.stream()
                .filter(batch -> !mark(batch.after()).day().equals(BAD_DAY))
                .mapToLong(batch -> batch.items().size())
                .sum();
        if (othersGoOn) {
            assertThat(taken).isEqualTo(others);
        } else {
            assertThat(run.days()).last().isEqualTo(BAD_DAY);
        }
    }

    @Test
    void a_second_that_stalls_is_asked_for_less_and_less_often() throws Exception {
        run.api.calls((query, page) -> holdsBad(query) ? Samples.counting(page.count() + 1, page) : page);
        run.runFor(Duration.ofMinutes(20));
        long before = run.api.callsRequests();
        run.runFor(Duration.ofMinutes(10));
        assertThat(run.api.callsRequests() - before)
                .as("60 polls and one try in 30 s")
                .isLessThan(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void failures_odd_counts_and_short_pages_now_and_then_lose_and_repeat_nothing(int seed) throws Exception {
        Random random = new Random(seed);
        run.api.calls((query, page) -> odd(random, page));
        run.api.participants((id, page) -> odd(random, page));
        run.withParticipants().windowMaxCalls(30).runFor(Duration.ofMinutes(30));
        assertThat(run.ids()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(run.truth());
        BatchCheck.check(run.batches);
    }

    private static <T> Page<T> odd(Random random, Page<T> page) {
        return switch (random.nextInt(20)) {
            case 0 -> throw Failures.unavailable();
            case 1 -> throw Failures.tooMany(Duration.ofSeconds(2));
            case 2 -> Samples.counting(page.count() + 1, page);
            case 3 -> Samples.counting(null, page);
            case 4 -> new Page<>(page.apiId(), page.count() + 1, List.of(), List.of(), 0);
            case 5 -> throw Failures.unauthorized();
            default -> page;
        };
    }

    @Test
    void a_malformed_call_ends_the_task_and_says_what_to_set() {
        run.api.calls(AccountTroubleTest::breakBad);
        assertThatExceptionOfType(FatalException.class)
                .isThrownBy(() -> run.onMalformed(OnMalformed.FAIL).runFor(Duration.ofMinutes(5)))
                .withMessageContaining("malformed call (call bad, api_id ")
                .withMessageContaining("behavior.on.malformed");
        assertThat(run.ids()).doesNotContain("bad", "just after");
    }

    @Test
    void a_malformed_call_is_left_out_but_counted_with_skip() throws Exception {
        run.api.calls(AccountTroubleTest::breakBad);
        run.onMalformed(OnMalformed.SKIP).runFor(Duration.ofMinutes(5));
        List<String> others = new ArrayList<>(run.truth());
        others.remove("bad");
        assertThat(run.ids()).containsExactlyInAnyOrderElementsOf(others);
        assertThat(run.stored.get(BAD_DAY).calls()).isEqualTo(callsOfBadDay());
    }

    @Test
    void a_malformed_call_goes_to_the_errors_ahead_of_its_window_with_topic() throws Exception {
        run.api.calls(AccountTroubleTest::breakBad);
        run.onMalformed(OnMalformed.TOPIC).runFor(Duration.ofMinutes(5));
        assertThat(run.ids()).hasSize(run.truth().size() - 1);
        List<Batch> withErrors = run.batches.stream()
                .filter(batch -> batch.items().stream().anyMatch(MalformedObject.class::isInstance))
                .toList();
        assertThat(withErrors).singleElement().satisfies(batch -> {
            assertThat(batch.items().get(0)).isInstanceOfSatisfying(MalformedObject.class, object -> {
                assertThat(object.malformed().mpcUuid()).isEqualTo("bad");
                assertThat(object.observedAt()).isBetween(NOW.minusSeconds(2), run.now());
            });
            assertThat(batch.items().stream().filter(MalformedObject.class::isInstance))
                    .hasSize(1);
        });
        assertThat(run.stored.get(BAD_DAY).calls()).isEqualTo(callsOfBadDay());
    }

    @Test
    void a_list_that_is_not_there_ends_the_task() {
        run.api.calls((query, page) -> {
            throw Failures.notFound();
        });
        assertThatExceptionOfType(FatalException.class)
                .isThrownBy(() -> run.runFor(Duration.ofMinutes(1)))
                .withMessageContaining("Account emea: the API knows no such list");
    }

    @Test
    void an_api_that_never_tells_the_time_ends_the_task_after_ten_answers() {
        run.start(new ApiClock(AccountRun.SETTLE, run.time::nanos));
        assertThatExceptionOfType(FatalException.class)
                .isThrownBy(() -> run.runFor(Duration.ofMinutes(1)))
                .withMessageContaining("Date");
        assertThat(run.api.callsRequests()).isEqualTo(10);
    }

    @Test
    void an_api_that_is_down_at_the_start_is_waited_for() throws Exception {
        run.api.calls((query, page) -> {
            if (run.now().isBefore(NOW.plusSeconds(3_600))) {
                throw Failures.unavailable();
            }
            return page;
        });
        run.runFor(Duration.ofMinutes(90));
        assertThat(run.ids()).containsExactlyInAnyOrderElementsOf(run.truth());
    }

    private static boolean holdsBad(CallQuery query) {
        return query.endedAfter().isBefore(BAD) && !query.endedUpTo().isBefore(BAD);
    }

    private static Page<MultiPartyCall> breakBad(CallQuery query, Page<MultiPartyCall> page) {
        List<MultiPartyCall> others = page.objects().stream()
                .filter(call -> !call.mpcUuid().equals("bad"))
                .toList();
        Malformed[] malformed = others.size() == page.objects().size()
                ? new Malformed[0]
                : new Malformed[] {Samples.malformedCall("bad", "{odd}")};
        return Samples.with(new Page<>(page.apiId(), page.count(), others, List.of(), 0), malformed);
    }

    private long callsOfBadDay() {
        return run.account.calls().all().stream()
                .filter(call -> Day.of(call.endTime()).equals(BAD_DAY))
                .count();
    }
}
