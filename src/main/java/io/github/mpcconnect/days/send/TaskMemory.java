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
 * What one task holds in memory, over all its accounts: calls between listing and {@code poll()}, by estimate, where
 * history, gaps and audits leave a quarter of the room for new calls; and the ids of days that are not final.
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

    /** How many ids an account keeps now. */
    public void keeps(Account account, long number) {
        Long before = ids.put(account, number);
        allIds += number - (before == null ? 0 : before);
    }

    public boolean hasTooManyIds() {
        return allIds > maxIds;
    }

    /** Bytes held now. */
    public long used() {
        return newCalls + others;
    }

    /** Whether a further window may be listed for this work; one always may where nothing is held. */
    public boolean hasRoom(Work work) {
        return work == Work.NEW_CALLS ? newCalls < maxBytes / 4 : others < maxBytes / 4 * 3;
    }

    /** A call was listed. */
    void hold(Work work, PendingCall call) {
        MultiPartyCall readable = call.listed().call();
        change(call, work == Work.NEW_CALLS, CALL_BYTES + length(readable == null ? null : readable.raw()));
    }

    /** Its participants were read. */
    void hold(PendingCall call, List<Participant> participants) {
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

    /** It does not leave now. */
    public void release(PendingCall call) {
        count(calls.remove(call), -1);
    }

    /** Calls leave in a batch, which is held in their place. */
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

    /** A batch was taken by the poll. */
    public void taken(Batch batch) {
        count(batches.remove(batch), -1);
    }
}
