package io.github.mpcconnect.batch;

import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.LiveOffset;
import io.github.mpcconnect.offset.Position;
import io.github.mpcconnect.request.FatalException;
import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.timeline.Day;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static io.github.mpcconnect.offset.OffsetBuilder.anOffset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(10)
class BatchQueueTest {

    private static final Account EMEA = new Account("MA1", "emea");
    private static final Account APAC = new Account("MA2", "apac");
    private static final Day TODAY = new Day(LocalDate.of(2026, 11, 21));
    private static final Duration LONG = Duration.ofSeconds(9);

    private final List<Batch> taken = new ArrayList<>();
    private final BatchQueue queue =
            new BatchQueue(List.of(Work.NEW_CALLS, Work.LIVE, Work.GAPS, Work.AUDIT, Work.HISTORY), taken::add);

    @Test
    void batches_of_a_day_leave_in_the_order_they_came() throws InterruptedException {
        Batch first = put(EMEA, Work.HISTORY, TODAY);
        Batch second = put(EMEA, Work.NEW_CALLS, TODAY);
        Batch third = put(EMEA, Work.HISTORY, TODAY);
        assertThat(takeAll()).containsExactly(first, second, third);
        assertThat(taken).as("reported as taken").containsExactly(first, second, third);
    }

    @Test
    void the_day_with_the_most_urgent_batch_goes_first_with_what_stands_before_that_batch()
            throws InterruptedException {
        Batch older = put(EMEA, Work.GAPS, TODAY.previous());
        Batch audit = put(EMEA, Work.AUDIT, TODAY);
        Batch behind = put(EMEA, Work.NEW_CALLS, TODAY);
        Batch live = putLive(EMEA);
        assertThat(takeAll()).containsExactly(audit, behind, live, older);
    }

    @Test
    void among_equally_urgent_days_the_first_come_goes_first() throws InterruptedException {
        Batch one = put(EMEA, Work.HISTORY, TODAY.previous());
        Batch two = put(EMEA, Work.HISTORY, TODAY);
        Batch three = put(EMEA, Work.HISTORY, TODAY.previous());
        assertThat(takeAll()).containsExactly(one, two, three);
    }

    @Test
    void the_order_of_work_is_the_one_given() throws InterruptedException {
        BatchQueue oldestFirst =
                new BatchQueue(List.of(Work.LIVE, Work.HISTORY, Work.NEW_CALLS, Work.GAPS, Work.AUDIT), taken::add);
        Batch fresh = batch(EMEA, Work.NEW_CALLS, day(TODAY));
        Batch old = batch(EMEA, Work.HISTORY, day(TODAY.previous()));
        oldestFirst.put(fresh);
        oldestFirst.put(old);
        assertThat(oldestFirst.take(Duration.ZERO)).isSameAs(old);
        assertThat(oldestFirst.take(Duration.ZERO)).isSameAs(fresh);
    }

    @Test
    void accounts_take_turns_however_much_one_has_and_however_urgent() throws InterruptedException {
        Batch emea1 = put(EMEA, Work.NEW_CALLS, TODAY);
        Batch emea2 = put(EMEA, Work.NEW_CALLS, TODAY);
        Batch emea3 = put(EMEA, Work.NEW_CALLS, TODAY);
        Batch apac1 = put(APAC, Work.HISTORY, TODAY);
        Batch apac2 = put(APAC, Work.HISTORY, TODAY);
        assertThat(takeAll()).containsExactly(emea1, apac1, emea2, apac2, emea3);
    }

    @Test
    void a_position_is_empty_when_nothing_of_its_day_waits() throws InterruptedException {
        assertThat(queue.isEmpty(EMEA, day(TODAY))).isTrue();
        put(EMEA, Work.NEW_CALLS, TODAY);
        assertThat(queue.isEmpty(EMEA, day(TODAY))).isFalse();
        assertThat(queue.isEmpty(EMEA, day(TODAY.previous()))).isTrue();
        assertThat(queue.isEmpty(EMEA, live())).isTrue();
        assertThat(queue.isEmpty(APAC, day(TODAY))).isTrue();
        queue.take(Duration.ZERO);
        assertThat(queue.isEmpty(EMEA, day(TODAY))).isTrue();
    }

    @Test
    void take_returns_null_after_the_time_and_not_before() throws InterruptedException {
        long start = System.nanoTime();
        assertThat(queue.take(Duration.ofMillis(30))).isNull();
        assertThat(System.nanoTime() - start)
                .isGreaterThanOrEqualTo(Duration.ofMillis(30).toNanos());
        assertThat(taken).isEmpty();
    }

    @Test
    void a_failure_comes_out_at_each_take_before_what_waits_and_the_first_one_counts() {
        FatalException failure = new FatalException("words", null);
        put(EMEA, Work.NEW_CALLS, TODAY);
        queue.fail(failure);
        queue.fail(new IllegalStateException("later"));
        assertThatThrownBy(() -> queue.take(LONG)).isSameAs(failure);
        assertThatThrownBy(() -> queue.take(LONG)).isSameAs(failure);
    }

    @Test
    void one_that_waits_is_woken_by_a_batch_a_failure_and_a_close() throws Exception {
        assertThat(whileTaking(() -> put(EMEA, Work.NEW_CALLS, TODAY))).isInstanceOf(Batch.class);
        assertThat(whileTaking(() -> {
                    queue.fail(new FatalException("words", null));
                    return null;
                }))
                .isInstanceOf(FatalException.class);
    }

    @Test
    void after_a_close_take_returns_at_once_with_nothing() throws Exception {
        assertThat(whileTaking(() -> {
                    queue.close();
                    return null;
                }))
                .isNull();
        put(EMEA, Work.NEW_CALLS, TODAY);
        assertThat(queue.take(LONG)).isNull();
    }

    /** What another thread's take returned or threw that had begun before the action. */
    private Object whileTaking(Callable<?> action) throws Exception {
        CountDownLatch begins = new CountDownLatch(1);
        CompletableFuture<Object> outcome = new CompletableFuture<>();
        Thread taker = new Thread(() -> {
            begins.countDown();
            try {
                outcome.complete(queue.take(LONG));
            } catch (InterruptedException | RuntimeException e) {
                outcome.complete(e);
            }
        });
        taker.start();
        begins.await();
        action.call();
        return outcome.get();
    }

    @Test
    void threads_that_put_and_take_lose_nothing_and_keep_the_order_of_each_day() throws Exception {
        int perDay = 2_000;
        List<Day> days = List.of(TODAY, TODAY.previous(), TODAY.plus(-2));
        ExecutorService putting = Executors.newFixedThreadPool(days.size());
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> puts = new ArrayList<>();
        for (Day day : days) {
            puts.add(putting.submit(() -> {
                start.await();
                for (int i = 0; i < perDay; i++) {
                    queue.put(batch(i % 2 == 0 ? EMEA : APAC, Work.values()[i % 5], day(day, i)));
                }
                return null;
            }));
        }
        start.countDown();
        Map<Object, Long> last = new HashMap<>();
        for (int i = 0; i < perDay * days.size(); i++) {
            Batch batch = queue.take(LONG);
            DayOffset offset = (DayOffset) batch.after();
            Long before = last.put(List.of(batch.account(), offset.day()), offset.calls());
            assertThat(before == null || before < offset.calls()).isTrue();
        }
        for (Future<?> put : puts) {
            put.get();
        }
        putting.shutdown();
        assertThat(queue.take(Duration.ZERO)).isNull();
        assertThat(taken).hasSize(perDay * days.size());
    }

    private List<Batch> takeAll() throws InterruptedException {
        List<Batch> all = new ArrayList<>();
        for (Batch batch = queue.take(Duration.ZERO); batch != null; batch = queue.take(Duration.ZERO)) {
            all.add(batch);
        }
        return all;
    }

    private Batch put(Account account, Work work, Day day) {
        Batch batch = batch(account, work, day(day));
        queue.put(batch);
        return batch;
    }

    private Batch putLive(Account account) {
        Batch batch = batch(account, Work.LIVE, live());
        queue.put(batch);
        return batch;
    }

    private static Batch batch(Account account, Work work, Position after) {
        return new Batch(account, work, null, after, List.of(new LiveChange.CallGone("c1")));
    }

    private static LiveOffset live() {
        return new LiveOffset(Instant.EPOCH, Map.of());
    }

    private static DayOffset day(Day day) {
        return day(day, 0);
    }

    private static DayOffset day(Day day, long calls) {
        return anOffset(day, day.start()).calls(calls).build();
    }
}
