package io.github.mpcconnect.integration;

import io.github.mpcconnect.support.PublishedSql;
import io.github.mpcconnect.support.Topic.Line;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The SQL of {@code guarantees.md} proves the topics of a connector with exactly-once that was killed while it loaded,
 * audited and corrected; and it finds what is missing from a copy or altered in it.
 */
class ProofIT {

    private static final Path FILES = Path.of("target", "proof");

    private static ProofStory.Topics topics;

    @BeforeAll
    static void live_through_it() {
        try (ProofStory story = new ProofStory("proof")) {
            topics = story.live();
        }
    }

    private static PublishedSql.Result prove(String name, List<JsonNode> calls) {
        Path directory = FILES.resolve(name);
        try {
            Files.createDirectories(directory);
            Files.write(directory.resolve("calls.jsonl"), lines(calls));
            Files.write(directory.resolve("days.jsonl"), lines(values(topics.days())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PublishedSql.run(directory);
    }

    private static List<String> lines(List<JsonNode> values) {
        return values.stream().map(JsonNode::toString).toList();
    }

    private static List<JsonNode> values(List<Line> lines) {
        return lines.stream().map(Line::value).collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<JsonNode> calls() {
        return values(topics.calls());
    }

    /** Where a call's last record stands. */
    private static int lastOf(List<JsonNode> calls, Predicate<JsonNode> which) {
        for (int i = calls.size() - 1; i >= 0; i--) {
            if (which.test(calls.get(i))) {
                return i;
            }
        }
        throw new AssertionError("No such record among " + calls.size());
    }

    private static Predicate<JsonNode> endsOn(String day) {
        return call -> call.path("day").asLong() == LocalDate.parse(day).toEpochDay();
    }

    @Test
    void no_closed_day_disagrees_after_kills_late_calls_and_corrected_bills() {
        PublishedSql.Result result = prove("as-sent", calls());

        assertThat(result.disagreeing()).isEmpty();
        assertThat(result.closed()).extracting(row -> row.get("day")).containsExactlyElementsOf(ProofStory.DAYS);
        assertThat(result.closed()).extracting(row -> row.get("agrees")).containsOnly("true");
    }

    @Test
    void the_story_holds_what_it_is_about() {
        Map<String, Long> changes = topics.calls().stream()
                .collect(Collectors.groupingBy(line -> line.text("change"), Collectors.counting()));
        assertThat(changes.get("new")).isEqualTo(ProofStory.CALLS);
        assertThat(changes.get("late")).isEqualTo(ProofStory.LATE_CALLS);
        assertThat(changes.get("correction")).isEqualTo(ProofStory.CORRECTIONS);
        assertThat(topics.compared()
                        .record("SIGKILL, late calls and corrections, exactly once, proven by SQL", ProofStory.KILLS)
                        .isExact())
                .isTrue();
    }

    @Test
    void bills_are_proven_where_they_are_known() {
        PublishedSql.Result result = prove("bills", calls());

        assertThat(result.closed())
                .filteredOn(row -> !row.get("day").equals(ProofStory.DAY_OF_A_BILL_CHANGED_TWICE))
                .extracting(row -> row.get("billed_amount"))
                .doesNotContainNull();
    }

    @Test
    void a_call_that_is_missing_shows_its_day() {
        for (String day : ProofStory.DAYS) {
            List<JsonNode> calls = calls();
            String id = calls.get(lastOf(calls, endsOn(day))).path("mpc_uuid").asString();
            calls.removeIf(
                    endsOn(day).and(call -> call.path("mpc_uuid").asString().equals(id)));

            assertThat(prove("missing", calls).daysInDoubt()).containsExactly(day);
        }
    }

    @Test
    void an_altered_bill_shows_its_day() {
        List<JsonNode> calls = calls();
        String day = ProofStory.DAYS.get(1);
        ObjectNode call = (ObjectNode) calls.get(lastOf(calls, endsOn(day)));
        call = call.deepCopy();
        BigDecimal bill = call.path("billed_amount").decimalValue();
        call.put("billed_amount", bill.add(new BigDecimal("0.00001")));
        calls.set(lastOf(calls, endsOn(day)), call);

        PublishedSql.Result result = prove("altered", calls);

        assertThat(result.daysInDoubt()).containsExactly(day);
        assertThat(result.disagreeing().get(0).get("check"))
                .isEqualTo(result.disagreeing().get(0).get("check_here"));
    }

    @Test
    void a_correction_that_is_missing_shows_its_day() {
        List<JsonNode> calls = calls();
        int last = lastOf(calls, call -> call.path("mpc_uuid").asString().equals(ProofStory.BILL_CORRECTED));
        assertThat(calls.get(last).path("change").asString()).isEqualTo("correction");
        calls.remove(last);

        assertThat(prove("uncorrected", calls).daysInDoubt()).containsExactly(ProofStory.DAYS.get(2));
    }

    @Test
    void a_call_swapped_for_another_shows_its_day_though_the_number_is_right() {
        List<JsonNode> calls = calls();
        String day = ProofStory.DAYS.get(0);
        int last = lastOf(calls, endsOn(day));
        ObjectNode call = ((ObjectNode) calls.get(last)).deepCopy();
        calls.set(last, call.put("mpc_uuid", "another"));

        assertThat(prove("swapped", calls).daysInDoubt()).containsExactly(day);
    }
}
