package io.github.mpcconnect;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(10)
class InFlightRecordsTest {

    private static final Duration LONG = Duration.ofSeconds(9);

    private final AtomicLong nanos = new AtomicLong();
    private final InFlightRecords inFlight = new InFlightRecords(10, nanos::get);

    @Test
    void where_nothing_is_ever_told_as_written_nothing_is_waited_for() throws InterruptedException {
        inFlight.passed(100);
        assertThat(hasRoom()).isTrue();
    }

    @Test
    void there_is_room_up_to_the_most_and_again_once_enough_is_written() throws InterruptedException {
        inFlight.passed(10);
        written(1);
        assertThat(hasRoom()).isTrue();
        inFlight.passed(9);
        assertThat(hasRoom()).isFalse();
        written(8);
        assertThat(hasRoom()).isFalse();
        written(1);
        assertThat(hasRoom()).isTrue();
    }

    @Test
    void who_waits_is_woken_by_the_record_that_makes_room_and_told_what_is_left_of_the_time() throws Exception {
        inFlight.passed(11);
        written(1);
        Thread waiting = Thread.currentThread();
        CompletableFuture<Void> written = CompletableFuture.runAsync(() -> {
            while (waiting.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            nanos.addAndGet(LONG.toNanos() - 7);
            inFlight.written();
        });
        assertThat(inFlight.awaitRoom(LONG)).contains(Duration.ofNanos(7));
        written.join();
    }

    @Test
    void a_batch_of_more_than_the_most_is_handed_over_as_any_other() throws InterruptedException {
        inFlight.passed(1_000);
        written(990);
        assertThat(hasRoom()).isFalse();
        written(1);
        assertThat(hasRoom()).isTrue();
    }

    @Test
    void where_the_thread_that_polls_tells_itself_as_with_transactions_it_never_waits() throws InterruptedException {
        inFlight.passed(10);
        inFlight.written();
        inFlight.passed(100);
        assertThat(hasRoom()).isTrue();
    }

    @Test
    void while_nothing_is_written_one_batch_is_let_through_each_half_minute() throws InterruptedException {
        inFlight.passed(11);
        written(1);
        for (int i = 0; i < 10; i++) {
            nanos.addAndGet(Duration.ofSeconds(30).toNanos() - 1);
            assertThat(hasRoom()).isFalse();
            nanos.addAndGet(1);
            assertThat(hasRoom()).isTrue();
            inFlight.passed(100);
        }
    }

    private boolean hasRoom() throws InterruptedException {
        return inFlight.awaitRoom(Duration.ZERO).isPresent();
    }

    /** By a thread that does not poll, as the producer's. */
    private void written(int records) {
        CompletableFuture.runAsync(() -> IntStream.range(0, records).forEach(i -> inFlight.written()))
                .join();
    }
}
