package io.github.mpcconnect.days.send;

import io.github.mpcconnect.batch.Account;
import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.days.state.Days;
import io.github.mpcconnect.days.state.PendingCall;
import io.github.mpcconnect.request.Work;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static io.github.mpcconnect.days.state.Days.aCall;
import static io.github.mpcconnect.days.state.Days.participant;
import static io.github.mpcconnect.days.state.Days.pending;
import static org.assertj.core.api.Assertions.assertThat;

class TaskMemoryPropertyTest {

    private final TaskMemory memory = new TaskMemory(10_000, 100);
    private final List<PendingCall> held = new ArrayList<>();
    private final List<PendingCall> released = new ArrayList<>();
    private final List<Batch> batches = new ArrayList<>();

    @Property(tries = 200)
    void nothing_is_left_once_all_was_released_or_taken(
            @ForAll @Size(max = 200) List<@IntRange(max = 5) Integer> steps, @ForAll Random random) {
        for (int which : steps) {
            step(which, random);
            assertThat(memory.used()).isNotNegative();
        }
        held.forEach(memory::release);
        batches.forEach(memory::taken);
        assertThat(memory.used()).isZero();
    }

    private void step(int which, Random random) {
        switch (which) {
            case 0, 1 -> {
                held.add(pending(aCall("call", "10:00"), Change.NEW));
                memory.reserve(which == 0 ? Work.NEW_CALLS : Work.HISTORY, held.get(held.size() - 1));
            }
            case 2 ->
                held.stream()
                        .findAny()
                        .ifPresent(call -> memory.reserve(call, List.of(participant("a", "m", "10:00"))));
            case 3 -> {
                if (!held.isEmpty()) {
                    released.add(held.remove(random.nextInt(held.size())));
                }
                released.forEach(memory::release);
            }
            case 4 -> {
                Batch batch = aBatch();
                memory.leave(held, batch);
                held.clear();
                batches.add(batch);
            }
            default -> batches.stream().findFirst().ifPresent(memory::taken);
        }
    }

    @Example
    void what_left_is_held_until_it_is_taken() {
        PendingCall call = pending(aCall("call", "10:00"), Change.NEW);
        memory.reserve(Work.HISTORY, call);
        long used = memory.used();
        assertThat(used).isPositive();

        Batch batch = aBatch();
        memory.leave(List.of(call), batch);
        memory.release(call);
        assertThat(memory.used()).isEqualTo(used);
        memory.taken(batch);
        assertThat(memory.used()).isZero();
    }

    @Example
    void history_never_takes_the_room_of_new_calls() {
        List<Boolean> room = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            assertThat(memory.hasRoom(Work.NEW_CALLS)).isTrue();
            room.add(memory.hasRoom(Work.HISTORY));
            memory.reserve(Work.HISTORY, pending(aCall("call" + i, "10:00"), Change.NEW));
        }
        assertThat(room).containsExactly(true, true, true, true, true, false, false);
        memory.reserve(Work.NEW_CALLS, pending(aCall("a", "10:00"), Change.NEW));
        memory.reserve(Work.NEW_CALLS, pending(aCall("b", "10:00"), Change.NEW));
        assertThat(memory.hasRoom(Work.NEW_CALLS)).isFalse();
    }

    private static Batch aBatch() {
        return new Batch(
                new Account("MA0", "emea"), Work.HISTORY, null, Days.aDay().offset(), List.of());
    }
}
