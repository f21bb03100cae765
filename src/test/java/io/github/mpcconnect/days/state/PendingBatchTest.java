package io.github.mpcconnect.days.state;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.days.state.PendingBatch.Kind;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.github.mpcconnect.days.state.Days.NOW;
import static io.github.mpcconnect.days.state.Days.aCall;
import static io.github.mpcconnect.days.state.Days.batch;
import static io.github.mpcconnect.days.state.Days.complete;
import static io.github.mpcconnect.days.state.Days.pending;
import static io.github.mpcconnect.days.state.Days.window;
import static org.assertj.core.api.Assertions.assertThat;

class PendingBatchTest {

    private final PendingCall a = pending(aCall("a", "09:00"), Change.NEW);
    private final PendingCall b = pending(aCall("b", "09:01"), Change.NEW);

    @Test
    void a_batch_waits_for_the_participants_of_each_call() {
        PendingBatch batch = batch(Kind.WINDOW, window("09:00", "10:00"), true, List.of(a, b));
        complete(a);
        assertThat(batch.isReady()).isFalse();
        complete(b);
        assertThat(batch.isReady()).isTrue();
    }

    @Test
    void it_waits_for_no_call_that_is_deferred_or_dropped() {
        PendingBatch batch = batch(Kind.WINDOW, window("09:00", "10:00"), true, List.of(a, b));
        a.defer();
        b.drop();
        assertThat(batch.isReady()).isTrue();
    }

    @Test
    void an_empty_one_is_ready() {
        assertThat(batch(Kind.SKIPPED, window("09:00", "10:00"), false, List.of())
                        .isReady())
                .isTrue();
    }

    @Test
    void a_deferred_call_that_is_queued_again_waits_for_nothing_but_its_participants() {
        a.defer();
        assertThat(a.isSettled()).isTrue();
        a.requeue();
        assertThat(a.isSettled()).isFalse();
        complete(a);
        assertThat(a.isSettled()).isTrue();
    }

    @Test
    void a_deferred_call_of_an_earlier_run_is_what_a_list_shows() {
        PendingCall call = new PendingCall(a.key());
        assertThat(call.state()).isEqualTo(PendingCall.State.DEFERRED);
        assertThat(call.listed()).isNull();

        call.show(a.listed(), NOW);
        assertThat(call.listed()).isEqualTo(a.listed());
        assertThat(call.change()).isEqualTo(Change.NEW);
    }
}
