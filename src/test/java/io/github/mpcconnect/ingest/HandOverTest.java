package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.ingest.Lane.UnderWay;
import io.github.mpcconnect.request.FatalException;
import io.github.mpcconnect.request.Gate;
import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Watermark;
import io.github.mpcconnect.timeline.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;

import static io.github.mpcconnect.ingest.Samples.mark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(10)
class HandOverTest {

    private static final Day DAY = new Day(LocalDate.of(2026, 11, 21));
    private static final Day OTHER = DAY.previous();

    private final HandOver handOver = new HandOver(new Gate(() -> 0));
    private final Lane history = handOver.newLane(Work.HISTORY, 200, taken -> {}, () -> {});
    private final Lane newCalls = handOver.newLane(Work.NEW_CALLS, 200, taken -> {}, () -> {});

    @Test
    void windows_of_a_lane_leave_in_order_however_they_get_ready() throws InterruptedException {
        UnderWay first = put(history, DAY, 0);
        UnderWay second = put(history, DAY, 1);
        complete(second);
        assertThat(takeNow()).isNull();
        complete(first);
        assertThat(takeNow()).isSameAs(first.batch().join());
        assertThat(takeNow()).isSameAs(second.batch().join());
        assertThat(takeNow()).isNull();
    }

    @Test
    void new_calls_go_before_history() throws InterruptedException {
        UnderWay old = put(history, OTHER, 0);
        UnderWay fresh = put(newCalls, DAY, 0);
        complete(old);
        complete(fresh);
        assertThat(takeNow()).isSameAs(fresh.batch().join());
        assertThat(takeNow()).isSameAs(old.batch().join());
    }

    @Test
    void history_goes_on_while_new_calls_are_not_ready() throws InterruptedException {
        put(newCalls, DAY, 0);
        UnderWay old = put(history, OTHER, 0);
        complete(old);
        assertThat(takeNow()).isSameAs(old.batch().join());
    }

    @Test
    void accounts_take_turns_within_a_kind_of_work() throws InterruptedException {
        Lane second = handOver.newLane(Work.HISTORY, 200, taken -> {}, () -> {});
        for (int i = 0; i < 3; i++) {
            complete(put(history, DAY, i));
            complete(put(second, OTHER, i));
        }
        for (int i = 0; i < 3; i++) {
            assertThat(Set.of(
                            mark(takeNow().after()).day(),
                            mark(takeNow().after()).day()))
                    .containsExactlyInAnyOrder(DAY, OTHER);
        }
    }

    @Test
    void a_batch_of_nothing_holds_up_none_behind_it() throws InterruptedException {
        UnderWay nothing = put(history, DAY, 0);
        UnderWay second = put(history, DAY, 1);
        nothing.batch().complete(new Batch("MA0", null, nothing.before(), List.of()));
        complete(second);
        assertThat(takeNow()).isSameAs(second.batch().join());
    }

    @Test
    void take_returns_null_after_the_time_and_not_before() throws InterruptedException {
        long start = System.nanoTime();
        assertThat(handOver.take(Duration.ofMillis(30))).isNull();
        assertThat(System.nanoTime() - start)
                .isGreaterThanOrEqualTo(Duration.ofMillis(30).toNanos());
    }

    @Test
    void take_wakes_up_as_soon_as_a_batch_is_ready() throws Exception {
        UnderWay window = put(history, DAY, 0);
        CompletableFuture<Void> later = CompletableFuture.runAsync(() -> complete(window));
        assertThat(handOver.take(Duration.ofSeconds(9))).isNotNull();
        later.get();
    }

    @Test
    void a_readers_failure_comes_out_at_every_take_from_then_on() {
        FatalException failure = new FatalException("words", null);
        complete(put(newCalls, DAY, 0));
        handOver.fail(failure);
        handOver.fail(new FatalException("later", null));
        assertThatThrownBy(this::takeNow).isSameAs(failure);
        assertThatThrownBy(this::takeNow).isSameAs(failure);
    }

    @Test
    void what_ends_the_reading_of_a_windows_participants_comes_out_at_take() {
        FatalException failure = new FatalException("words", null);
        UnderWay window = put(history, DAY, 0);
        CompletableFuture<Batch> batch = window.batch();
        batch.completeExceptionally(new CompletionException(failure));
        assertThatThrownBy(this::takeNow).isSameAs(failure);
    }

    @Test
    void each_take_opens_the_gate() throws InterruptedException {
        AtomicLong nanos = new AtomicLong();
        Gate gate = new Gate(nanos::get);
        HandOver polled = new HandOver(gate);
        nanos.set(Duration.ofHours(1).toNanos());
        polled.take(Duration.ZERO);
        gate.await();
        assertThat(nanos).hasValue(Duration.ofHours(1).toNanos());
    }

    @Test
    void a_window_that_does_not_add_up_is_taken_out_with_all_behind_it_and_those_before_leave() throws Exception {
        UnderWay first = put(history, DAY, 0);
        UnderWay broken = put(history, DAY, 1);
        UnderWay behind = put(history, OTHER, 0);
        broken.batch().completeExceptionally(new CompletionException(new IncompleteException("words")));
        assertThat(history.takeBroken()).containsExactly(broken, behind);
        assertThat(behind.batch()).isCancelled();
        assertThat(history.takeBroken()).isEmpty();
        assertThat(history.days()).containsExactly(DAY);
        complete(first);
        assertThat(takeNow()).isSameAs(first.batch().join());
        assertThat(takeNow()).isNull();
    }

    @Test
    void a_window_that_does_not_add_up_never_leaves() throws InterruptedException {
        UnderWay broken = put(history, DAY, 0);
        complete(put(history, DAY, 1));
        broken.batch().completeExceptionally(new IncompleteException("words"));
        assertThat(takeNow()).isNull();
    }

    @Test
    void a_lane_has_room_until_as_many_calls_are_on_their_way_as_it_holds() throws InterruptedException {
        assertThat(history.hasRoom()).isTrue();
        UnderWay first = put(history, DAY, 0);
        assertThat(history.hasRoom()).as("150 of 200").isTrue();
        put(history, DAY, 1);
        assertThat(history.hasRoom()).as("300 of 200").isFalse();
        assertThat(newCalls.hasRoom()).isTrue();
        complete(first);
        takeNow();
        assertThat(history.hasRoom()).isTrue();
    }

    private Batch takeNow() throws InterruptedException {
        return handOver.take(Duration.ZERO);
    }

    private static UnderWay put(Lane lane, Day day, int minute) {
        Instant after = day.start().plusSeconds(60L * minute);
        UnderWay window = new UnderWay(
                new Window(after, after.plusSeconds(60)), Watermark.none(day, after), 150, new CompletableFuture<>());
        lane.put(window);
        return window;
    }

    private static void complete(UnderWay window) {
        Watermark after = window.before().advancedTo(window.window().upTo(), 1, Set.of());
        Malformed object = new Malformed("call", "c", null, "words", null, "{}");
        window.batch().complete(new Batch("MA0", null, after, List.of(new MalformedObject(object, after.endTime()))));
    }
}
