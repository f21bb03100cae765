package io.github.mpcconnect.live;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.batch.MalformedObject;
import io.github.mpcconnect.config.RecordSettings.OnMalformed;
import io.github.mpcconnect.live.LiveScene.Setting;
import io.github.mpcconnect.metrics.Metric;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.github.mpcconnect.live.LiveSamples.call;
import static io.github.mpcconnect.live.LiveSamples.malformed;
import static io.github.mpcconnect.live.LiveSamples.participant;
import static org.assertj.core.api.Assertions.assertThat;

class LiveMalformedTest {

    @Test
    void in_topic_mode_a_malformed_object_is_sent_once() {
        LiveScene scene = new LiveScene(Setting.USUAL.onMalformed(OnMalformed.TOPIC));
        Malformed object = malformed("a", null);
        scene.api.instead.put("active/0", () -> FakeLiveApi.page(List.of(call("b", "active")), List.of(object), 0));
        scene.started();
        scene.poll();
        scene.poll();
        assertThat(scene.tables.items())
                .filteredOn(MalformedObject.class::isInstance)
                .hasSize(1);
        assertThat(scene.tables.calls).containsOnlyKeys("b");
        assertThat(scene.metrics.value(Metric.MALFORMED)).isEqualTo(1);
        assertThat(scene.failures).isEmpty();
    }

    @Test
    void a_malformed_calls_row_stays_and_its_participants_are_followed() {
        LiveScene scene = new LiveScene(Setting.USUAL.onMalformed(OnMalformed.SKIP));
        scene.api.put(call("a", "active"), participant("a", "1"));
        scene.started();
        scene.api.instead.put("active/0", () -> FakeLiveApi.page(List.of(), List.of(malformed("a", null)), 0));
        scene.api.put(call("a", "active"), participant("a", "1"), participant("a", "2"));
        scene.poll();
        scene.poll();
        assertThat(scene.tables.calls).containsOnlyKeys("a");
        assertThat(scene.tables.participants).containsOnlyKeys("a/1", "a/2");
    }

    @Test
    void who_is_in_a_malformed_call_that_is_not_shown_is_kept_for_its_record() {
        LiveScene scene = new LiveScene(Setting.USUAL.onMalformed(OnMalformed.SKIP));
        scene.api.instead.put("active/0", () -> FakeLiveApi.page(List.of(), List.of(malformed("a", null)), 0));
        scene.api.participants.put("a", List.of(participant("a", "1")));
        scene.started();
        assertThat(scene.tables.batches).isEmpty();
        assertThat(scene.seen.of("a")).hasSize(1);
    }

    @Test
    void a_malformed_participants_row_stays_and_the_others_are_followed() {
        LiveScene scene = new LiveScene(Setting.USUAL.onMalformed(OnMalformed.SKIP));
        scene.api.put(call("a", "active"), participant("a", "1"), participant("a", "2"));
        scene.started();
        scene.api.instead.put(
                "a/0", () -> FakeLiveApi.page(List.of(participant("a", "3")), List.of(malformed("a", "1")), 0));
        scene.poll();
        assertThat(scene.tables.participants).containsOnlyKeys("a/1", "a/3");
        assertThat(scene.metrics.value(Metric.MALFORMED)).isEqualTo(1);
    }

    @Test
    void where_a_malformed_participant_has_no_id_all_rows_stay() {
        LiveScene scene = new LiveScene(Setting.USUAL.onMalformed(OnMalformed.SKIP));
        scene.api.put(call("a", "active"), participant("a", "1"), participant("a", "2"));
        scene.started();
        Malformed nameless = new Malformed("participant", "a", null, "member_id is missing", "an answer", "{}");
        scene.api.instead.put("a/0", () -> FakeLiveApi.page(List.of(participant("a", "3")), List.of(nameless), 0));
        scene.poll();
        assertThat(scene.tables.participants).containsOnlyKeys("a/1", "a/2", "a/3");
    }

    @Test
    void in_fail_mode_the_task_fails_with_a_sentence_that_says_what_to_do() {
        LiveScene scene = new LiveScene();
        scene.api.instead.put("active/0", () -> FakeLiveApi.page(List.of(), List.of(malformed("a", null)), 0));
        scene.started();
        assertThat(scene.failures).hasSize(1);
        assertThat(scene.failures.get(0))
                .hasMessageContaining("emea")
                .hasMessageContaining("mpc_uuid=a")
                .hasMessageContaining("billed_amount is no number")
                .hasMessageContaining("behavior.on.malformed");
    }

    @Test
    void where_the_list_does_not_exist_the_task_fails() {
        LiveScene scene = new LiveScene();
        scene.api.instead.put("initialized/0", () -> {
            throw new ApiException(ApiException.Kind.NOT_FOUND, 404, null, "404 for the list", null);
        });
        scene.started();
        assertThat(scene.failures).hasSize(1);
        assertThat(scene.failures.get(0)).hasMessageContaining("plivo.api.url");
    }
}
