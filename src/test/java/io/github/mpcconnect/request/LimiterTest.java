package io.github.mpcconnect.request;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import static org.assertj.core.api.Assertions.assertThat;

class LimiterTest {

    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final long MILLI = 1_000_000;

    private long now = Long.MAX_VALUE - 2 * PERIOD.toNanos();
    private final Limiter limiter = Limiter.fresh(300, PERIOD);

    private int sent;

    @Test
    void the_first_request_of_a_fresh_account_waits_for_nothing() {
        assertThat(limiter.take(now)).isZero();
    }

    @Test
    void the_first_request_waits_for_what_an_earlier_task_may_have_sent_last() {
        Limiter successor = Limiter.succeeding(300, PERIOD, 16);
        long start = now;
        while (!successor.take(now).isZero()) {
            now += MILLI;
        }
        assertThat(Duration.ofNanos(now - start)).isBetween(Duration.ofMillis(750), Duration.ofMillis(800));
    }

    @Test
    void an_earlier_task_and_its_successor_keep_within_the_allowance_together() {
        Deque<Long> counted = new ArrayDeque<>();
        Limiter predecessor = limiter;
        for (long end = now + 2 * PERIOD.toNanos(); now < end; now += MILLI) {
            send(predecessor, counted);
        }
        Limiter successor = Limiter.succeeding(300, PERIOD, 16);
        for (long end = now + 2 * PERIOD.toNanos(); now < end; now += MILLI) {
            send(successor, counted);
        }
    }

    @Test
    void two_tasks_stay_within_the_allowance_also_after_the_network_stood_still() {
        Deque<Long> counted = new ArrayDeque<>();
        for (long end = now + 2 * PERIOD.toNanos(); now < end; now += MILLI) {
            send(limiter, counted);
        }
        now += 700 * MILLI;
        int before = sent;
        for (long end = now + 60 * MILLI; now < end; now += MILLI) {
            send(limiter, counted);
        }
        assertThat(sent - before).as("made up for").isGreaterThan(35);
        Limiter successor = Limiter.succeeding(300, PERIOD, 16);
        for (long end = now + 2 * PERIOD.toNanos(); now < end; now += MILLI) {
            send(successor, counted);
        }
    }

    private void send(Limiter from, Deque<Long> counted) {
        if (from.take(now).isZero()) {
            from.answered(now);
            counted.add(now);
            sent++;
        }
        while (!counted.isEmpty() && now - counted.peek() >= PERIOD.toNanos()) {
            counted.remove();
        }
        assertThat(counted).hasSizeLessThanOrEqualTo(300);
    }

    @Test
    void sends_are_spaced_evenly() {
        limiter.take(now);
        Duration wait = limiter.take(now);
        assertThat(wait).isBetween(Duration.ofMillis(14), Duration.ofMillis(17));
        now += wait.toNanos();
        assertThat(limiter.take(now)).isZero();
    }

    @Test
    void nothing_is_saved_up_while_idle() {
        sendAndAnswer();
        now += Duration.ofHours(1).toNanos();
        int sent = 0;
        for (long end = now + 150 * MILLI; now < end; now += MILLI) {
            if (limiter.take(now).isZero()) {
                sent++;
                limiter.answered(now);
            }
        }
        assertThat(sent).isBetween(8, 11);
    }

    @Test
    void a_permit_comes_back_a_period_after_its_answer_and_no_sooner() {
        Limiter one = Limiter.fresh(1, PERIOD);
        assertThat(one.take(now)).isZero();
        now += Duration.ofSeconds(60).toNanos();
        assertThat(one.take(now)).as("not answered yet").isEqualTo(PERIOD.plusMillis(5));
        one.answered(now);
        assertThat(one.take(now)).isGreaterThanOrEqualTo(PERIOD);
        now += PERIOD.toNanos();
        Duration rest = one.take(now);
        assertThat(rest).isBetween(Duration.ofNanos(1), Duration.ofMillis(5));
        now += rest.toNanos();
        assertThat(one.take(now)).isZero();
    }

    @Test
    void a_refusal_halves_the_allowance_which_grows_back_slower_near_that_value() {
        sendAndAnswer();
        limiter.refused(now);
        limiter.refused(now);
        assertThat(limiter.allowance()).isEqualTo(150);
        for (int allowance : new int[] {240, 270, 273, 282, 300, 300}) {
            now += PERIOD.plusMillis(10).toNanos();
            sendAndAnswer();
            assertThat(limiter.allowance()).isEqualTo(allowance);
        }
    }

    @Test
    void a_refusal_postpones_the_growing_back_and_does_not_halve_again_within_a_period() {
        sendAndAnswer();
        limiter.refused(now);
        now += PERIOD.minusMillis(100).toNanos();
        limiter.refused(now);
        now += PERIOD.minusMillis(100).toNanos();
        sendAndAnswer();
        assertThat(limiter.allowance()).isEqualTo(150);
        now += Duration.ofMillis(200).toNanos();
        sendAndAnswer();
        assertThat(limiter.allowance()).isEqualTo(240);
    }

    @Test
    void refusals_while_it_grows_back_halve_it_each_time() {
        sendAndAnswer();
        for (int allowance : new int[] {150, 120, 105, 94}) {
            limiter.refused(now);
            assertThat(limiter.allowance()).isEqualTo(allowance);
            now += PERIOD.plusMillis(10).toNanos();
            sendAndAnswer();
        }
    }

    @Test
    void refusals_period_after_period_leave_one_request_at_least() {
        Limiter small = Limiter.fresh(4, PERIOD);
        for (int i = 0; i < 20; i++) {
            take(small);
            small.answered(now);
            small.refused(now);
            assertThat(small.allowance()).isBetween(1, 2);
        }
    }

    private void take(Limiter from) {
        for (Duration wait = from.take(now); !wait.isZero(); wait = from.take(now)) {
            now += wait.toNanos();
        }
    }

    @Test
    void a_halved_allowance_spaces_sends_twice_as_far() {
        sendAndAnswer();
        limiter.refused(now);
        now += Duration.ofSeconds(1).toNanos();
        sendAndAnswer();
        assertThat(limiter.take(now)).isBetween(Duration.ofMillis(29), Duration.ofMillis(34));
    }

    @Test
    void a_pause_is_kept_to_and_a_shorter_one_does_not_shorten_it() {
        sendAndAnswer();
        limiter.pause(now, Duration.ofSeconds(30));
        limiter.pause(now, Duration.ofSeconds(1));
        assertThat(limiter.take(now)).isEqualTo(Duration.ofSeconds(30));
        now += Duration.ofSeconds(30).toNanos() - 1;
        assertThat(limiter.take(now)).isEqualTo(Duration.ofNanos(1));
        now += 1;
        assertThat(limiter.take(now)).isZero();
    }

    private void sendAndAnswer() {
        assertThat(limiter.take(now)).isZero();
        limiter.answered(now);
    }
}
