package io.github.mpcconnect.request;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.ApiException.Kind;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.support.LogLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OutageTest {

    private final VirtualTime time = new VirtualTime();
    private final Outage outage = new Outage("emea", new AccountMetrics(), time);
    private final LogLines log = LogLines.of(Outage.class);

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void an_outage_is_one_line_when_it_begins_and_one_when_it_ends() {
        for (int i = 0; i < 50; i++) {
            outage.failed(Failures.unavailable());
            time.advance(Duration.ofSeconds(1));
        }
        assertThat(log.all())
                .containsExactly(
                        "WARN Account emea: the API fails; asking again until it answers: GET /list was answered"
                                + " with 503: words");
        outage.answered();
        outage.answered();
        assertThat(log.all())
                .hasSize(2)
                .last()
                .isEqualTo("INFO Account emea: the API answers again, 50 s and 50 failed requests after the first"
                        + " failure");
    }

    @Test
    void answers_alone_are_not_worth_a_line() {
        outage.answered();
        assertThat(log.all()).isEmpty();
    }

    @Test
    void the_next_outage_is_told_again() {
        outage.failed(Failures.unavailable());
        outage.answered();
        outage.failed(Failures.tooMany(null));
        outage.answered();
        assertThat(log.all()).hasSize(4).last().asString().contains("0 s and 1 failed requests");
    }

    @Test
    void credentials_that_are_refused_three_times_in_a_row_over_ten_seconds_end_the_work() {
        outage.failed(Failures.unauthorized());
        time.advance(Duration.ofSeconds(5));
        outage.failed(Failures.unauthorized());
        time.advance(Duration.ofSeconds(5));
        assertThatExceptionOfType(FatalException.class)
                .isThrownBy(() -> outage.failed(Failures.unauthorized()))
                .withMessageContaining("Account emea")
                .withMessageContaining("credentials")
                .withMessageContaining("answered with 401");
        assertThat(log.all()).singleElement().asString().contains("does not accept the credentials");
    }

    @Test
    void many_refusals_at_once_do_not_end_the_work() {
        for (int i = 0; i < 50; i++) {
            outage.failed(Failures.unauthorized());
        }
        time.advance(Duration.ofMillis(9_999));
        outage.failed(Failures.unauthorized());
        time.advance(Duration.ofMillis(1));
        assertThatThrownBy(() -> outage.failed(Failures.unauthorized())).isInstanceOf(FatalException.class);
    }

    @Test
    void two_refusals_do_not_end_the_work_however_far_apart() {
        outage.failed(Failures.unauthorized());
        time.advance(Duration.ofHours(1));
        outage.failed(Failures.unauthorized());
        assertThat(log.all()).hasSize(1);
    }

    @Test
    void a_single_false_refusal_between_answers_means_nothing() {
        for (int i = 0; i < 20; i++) {
            outage.failed(Failures.unauthorized());
            outage.answered();
            time.advance(Duration.ofSeconds(10));
        }
        assertThat(log.all()).hasSize(40);
    }

    @Test
    void other_failures_between_refusals_begin_the_row_anew() {
        for (int i = 0; i < 20; i++) {
            outage.failed(Failures.unauthorized());
            outage.failed(Failures.unauthorized());
            time.advance(Duration.ofSeconds(20));
            outage.failed(Failures.unavailable());
        }
        assertThat(log.all()).hasSize(1);
    }

    @Test
    void a_request_that_is_refused_ends_the_work_at_once_in_the_apis_words() {
        assertThatExceptionOfType(FatalException.class)
                .isThrownBy(() -> outage.failed(Failures.status(Kind.REFUSED, 400)))
                .withMessage("Account emea: the API refuses: GET /list was answered with 400: words");
    }

    @Test
    void not_found_is_an_answer_for_others_to_judge_and_ends_an_outage() {
        outage.failed(Failures.unavailable());
        ApiException notFound = Failures.notFound();
        assertThatThrownBy(() -> outage.failed(notFound)).isSameAs(notFound);
        assertThat(log.all()).hasSize(2).last().asString().startsWith("INFO");
    }
}
