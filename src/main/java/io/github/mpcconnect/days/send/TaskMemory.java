package io.github.mpcconnect.days.send;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.batch.Account;
import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.days.state.PendingCall;
import io.github.mpcconnect.request.Work;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Limits what a task holds in memory for all of its accounts: the estimated size of calls between listing and
 * {@code poll()}, with a quarter reserved for new calls, and the number of ids of days that are not final.
 */
public final class TaskMemory {

    private static final long CALL_BYTES = 1_500;
    private static final long PARTICIPANT_BYTES = 1_000;

    private final long maxBytes;
    private final long maxIds;
    private final Map<Account, Long> ids = new HashMap<>();
    private long allIds;
    private final Map<PendingCall, Held> calls = new IdentityHashMap<>();
    private final Map<Batch, Held> batches = new IdentityHashMap<>();
    private long newCalls;
    private long others;

    private record Held(boolean isNewCall, long bytes) {}

    public TaskMemory(long maxBytes, long maxIds) {
        this.maxBytes = maxBytes;
        this.maxIds = maxIds;
    }

    /** Sets the number of ids that an account holds now. */
    public void setIds(Account account, long number) {
        Long before = ids.put(account, number);
        allIds += number - (before == null ? 0 : before);
    }

    public boolean hasTooManyIds() {
        return allIds > maxIds;
    }

    /** The estimated number of bytes held now. */
    public long used() {
        return newCalls + others;
    }

    /** Whether another window may be listed for this work. If nothing is held, one always may. */
    public boolean hasRoom(Work work) {
        return work == Work.NEW_CALLS ? newCalls < maxBytes / 4 : others < maxBytes / 4 * 3;
    }

    /** Adds a listed call. */
    void reserve(Work work, PendingCall call) {
        MultiPartyCall readable = call.listed().call();
        change(call, work == Work.NEW_CALLS, CALL_BYTES + length(readable == null ? null : readable.raw()));
    }

    /** Adds the participants of a call. */
    void reserve(PendingCall call, List<Participant> participants) {
        Held held = calls.get(call);
        if (held != null) {
            long bytes = held.bytes();
            for (Participant participant : participants) {
                bytes += PARTICIPANT_BYTES + length(participant.raw());
            }
            change(call, held.isNewCall(), bytes);
        }
    }

    private static long length(String raw) {
        return raw == null ? 0 : raw.length();
    }

    private void change(PendingCall call, boolean isNewCall, long bytes) {
        count(calls.put(call, new Held(isNewCall, bytes)), -1);
        count(calls.get(call), 1);
    }

    private void count(Held held, int sign) {
        if (held == null) {
            return;
        }
        if (held.isNewCall()) {
            newCalls += sign * held.bytes();
        } else {
            others += sign * held.bytes();
        }
    }

    /** Releases a call that is not sent now. */
    public void release(PendingCall call) {
        count(calls.remove(call), -1);
    }

    /** Replaces calls by the batch in which they are sent. */
    void leave(List<PendingCall> leaving, Batch batch) {
        long bytes = 0;
        for (PendingCall call : leaving) {
            Held held = calls.remove(call);
            count(held, -1);
            bytes += held == null ? 0 : held.bytes();
        }
        Held held = new Held(batch.work() == Work.NEW_CALLS, bytes);
        batches.put(batch, held);
        count(held, 1);
    }

    /** Releases a batch that {@code poll()} has taken. */
    public void taken(Batch batch) {
        count(batches.remove(batch), -1);
    }
}
