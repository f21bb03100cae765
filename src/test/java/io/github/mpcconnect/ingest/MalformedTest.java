package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.ApiPage;
import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.config.RecordSettings.OnMalformed;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.request.FatalException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Objects that cannot be read hold up nothing, and in topic mode nothing of them is lost. */
class MalformedTest {

    private static EngineScene quietDay(OnMalformed behavior) {
        return EngineScene.at("2026-11-21T10:00:00Z")
                .with(settings -> settings.onMalformed = behavior)
                .add(Calls.calls("a", 50, "2026-11-21T02:00:00Z", Duration.ofMinutes(1)));
    }

    /** Finding 1.7 (S32): they were never requested. */
    @Test
    void participants_of_a_malformed_call_are_sent_in_topic_mode() {
        EngineScene scene = quietDay(OnMalformed.TOPIC)
                .add(aCall().uuid("bad").endedAt("2026-11-21T03:00:30Z").withParticipants(3));
        scene.api.calls(Sick.lists(Sick.ended(), Sick.malformed("bad"::equals)));
        scene.start().runFor(Duration.ofMinutes(5));

        assertThat(scene.newest("bad").malformed()).isNotNull();
        assertThat(scene.newest("bad").participants()).hasSize(3);
        assertThat(scene.offset("2026-11-21")).containsEntry("calls", 50L);
        assertThat(scene.metrics.value(Metric.MALFORMED)).isEqualTo(1);
    }

    @Test
    void a_malformed_call_is_sent_once_over_listings_and_a_restart() {
        EngineScene scene = quietDay(OnMalformed.TOPIC).add(aCall().uuid("bad").endedAt("2026-11-21T03:00:30Z"));
        scene.api.calls(Sick.lists(Sick.ended(), Sick.malformed("bad"::equals)));
        scene.start().runFor(Duration.ofHours(7)).crash().start().runFor(Duration.ofHours(7));

        Calls.expectEachOnce(scene);
    }

    @Test
    void a_malformed_call_that_can_be_read_later_is_a_correction() {
        EngineScene scene = quietDay(OnMalformed.TOPIC).add(aCall().uuid("bad").endedAt("2026-11-21T03:00:30Z"));
        scene.api.calls(Sick.lists(Sick.ended(), Sick.malformed("bad"::equals)));
        scene.start().runFor(Duration.ofMinutes(10));
        scene.api.withoutFaults();
        scene.runUntil("2026-11-24T02:00:00Z");

        assertThat(scene.newest("bad").call()).isNotNull();
        assertThat(scene.ids()).hasSize(52);
        assertThat(scene.written.row("2026-11-21").offset().calls()).isEqualTo(51);
        assertThat(scene.state("2026-11-21")).isEqualTo("closed");
    }

    /** Finding 1.2 (S33): two objects without id and of one text counted as one. */
    @ParameterizedTest
    @EnumSource(
            value = OnMalformed.class,
            names = {"SKIP", "TOPIC"})
    void objects_without_an_id_and_of_one_text_leave_no_gap(OnMalformed behavior) {
        EngineScene scene = quietDay(behavior)
                .add(aCall().uuid("bad1").endedAt("2026-11-21T03:00:30Z"))
                .add(aCall().uuid("bad2").endedAt("2026-11-21T03:00:30Z"));
        scene.api.calls(Sick.lists(Sick.ended(), Sick.withoutIds(id -> id.startsWith("bad"))));
        scene.start().runUntil("2026-11-24T02:00:00Z");

        assertThat(scene.ids()).containsAll(Calls.ids("a", 50));
        assertThat(scene.ids()).hasSize(behavior == OnMalformed.TOPIC ? 51 : 50);
        assertThat(scene.state("2026-11-21")).isEqualTo("closed");
        assertThat(scene.gaps("2026-11-21")).isEmpty();
    }

    @Test
    void in_fail_mode_the_task_fails_with_a_sentence_that_says_what_to_do() {
        EngineScene scene = quietDay(OnMalformed.FAIL).add(aCall().uuid("bad").endedAt("2026-11-21T03:00:30Z"));
        scene.api.calls(Sick.lists(Sick.ended(), Sick.malformed("bad"::equals)));
        scene.start();

        assertThatThrownBy(() -> scene.runFor(Duration.ofMinutes(5)))
                .isInstanceOf(FatalException.class)
                .hasMessageContaining("behavior.on.malformed=topic")
                .hasMessageContaining("emea");
    }

    @Test
    void a_malformed_participant_goes_to_the_errors_and_the_others_with_their_call() {
        EngineScene scene = quietDay(OnMalformed.TOPIC)
                .add(aCall().uuid("bad").endedAt("2026-11-21T03:00:30Z").withParticipants(3));
        scene.api.participants(Sick.participants(
                "bad"::equals,
                page -> ApiPage.like(page, page.objects().subList(1, 3))
                        .malformed(
                                List.of(new Malformed(Malformed.PARTICIPANT, "bad", null, "no id", page.apiId(), "{}")))
                        .build()));
        scene.start().runFor(Duration.ofMinutes(5));

        assertThat(scene.newest("bad").participants()).hasSize(2);
        assertThat(scene.written.errors).hasSize(1);
        assertThat(scene.gaps("2026-11-21")).isEmpty();
    }
}
