package io.github.mpcconnect;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(10)
class UnwrittenTest {

    private final Unwritten unwritten = new Unwritten(10);

    @Test
    void where_nothing_is_ever_told_as_written_nothing_is_waited_for() throws InterruptedException {
        unwritten.handedOver(100);
        assertThat(unwritten.awaitRoom(Duration.ZERO)).isTrue();
    }

    @Test
    void there_is_room_up_to_the_most_and_again_once_enough_is_written() throws InterruptedException {
        unwritten.handedOver(10);
        unwritten.written();
        assertThat(unwritten.awaitRoom(Duration.ZERO)).isTrue();
        unwritten.handedOver(9);
        assertThat(unwritten.awaitRoom(Duration.ofMillis(1))).isFalse();
        for (int i = 0; i < 8; i++) {
            unwritten.written();
        }
        assertThat(unwritten.awaitRoom(Duration.ZERO)).isFalse();
        unwritten.written();
        assertThat(unwritten.awaitRoom(Duration.ZERO)).isTrue();
    }

    @Test
    void who_waits_is_woken_by_the_record_that_makes_room() throws InterruptedException {
        unwritten.handedOver(11);
        unwritten.written();
        CompletableFuture<Void> written = CompletableFuture.runAsync(unwritten::written);
        assertThat(unwritten.awaitRoom(Duration.ofSeconds(9))).isTrue();
        written.join();
    }
}
