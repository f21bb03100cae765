package io.github.mpcconnect.days.read;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.config.RecordSettings.OnMalformed;
import io.github.mpcconnect.days.state.Days;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.request.FatalException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MalformedObjectsTest {

    private static final Malformed OBJECT =
            new Malformed(Malformed.PARTICIPANT, "a", "m", "join_time is no time.", "api-1", "{\"secret\":1}");

    private final AccountMetrics metrics = new AccountMetrics();

    @Test
    void in_topic_mode_it_is_sent() {
        assertThat(behaving(OnMalformed.TOPIC).isSent(OBJECT)).isTrue();
    }

    @Test
    void in_skip_mode_it_is_passed_over_and_counted_once() {
        MalformedObjects malformed = behaving(OnMalformed.SKIP);

        assertThat(malformed.isSent(OBJECT)).isFalse();
        assertThat(malformed.isSent(OBJECT)).isFalse();
        assertThat(metrics.value(Metric.MALFORMED)).isOne();
    }

    @Test
    void in_fail_mode_the_task_fails_and_says_what_to_do_without_the_raw_object() {
        assertThatThrownBy(() -> behaving(OnMalformed.FAIL).isSent(OBJECT))
                .isInstanceOf(FatalException.class)
                .hasMessageContaining("join_time is no time.")
                .hasMessageContaining("behavior.on.malformed=topic")
                .hasMessageNotContaining("secret");
    }

    private MalformedObjects behaving(OnMalformed behavior) {
        return new MalformedObjects(Days.reading(() -> Days.NOW, settings -> settings.onMalformed = behavior, metrics));
    }
}
