package io.github.mpcconnect.days;

import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.request.Work;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much one task holds between listing and {@code poll()}, by estimate, over all its accounts. History, gaps and
 * audits leave a quarter of the room for new calls.
 */
public final class InFlight {

    private static final long CALL_BYTES = 1_500;
    private static final long PARTICIPANT_BYTES = 1_000;

    private final long max;
    private final Map<PendingCall, Long> calls = new IdentityHashMap<>();
    private final Map<Batch, Long> batches = new IdentityHashMap<>();
    private long used;

    /** @param max bytes */
    public InFlight(long max) {
        this.max = max;
    }

    /** Bytes held now. */
    public long used() {
        return used;
    }

    /** Whether a further window may be listed for this work; one always may where nothing is held. */
    boolean hasRoom(Work work) {
        return used < (work == Work.NEW_CALLS ? max : max / 4 * 3);
    }

    /** A call was listed. */
    void hold(PendingCall call) {
        change(
                call,
                CALL_BYTES
                        + length(
                                call.listed().call() == null
                                        ? null
                                        : call.listed().call().raw()));
    }

    /** Its participants were read. */
    void hold(PendingCall call, List<Participant> participants) {
        long bytes = 0;
        for (Participant participant : participants) {
            bytes += PARTICIPANT_BYTES + length(participant.raw());
        }
        change(call, calls.getOrDefault(call, 0L) + bytes);
    }

    private static long length(String raw) {
        return raw == null ? 0 : raw.length();
    }

    private void change(PendingCall call, long bytes) {
        Long before = calls.put(call, bytes);
        used += bytes - (before == null ? 0 : before);
    }

    /** It does not leave now. */
    void release(PendingCall call) {
        Long bytes = calls.remove(call);
        used -= bytes == null ? 0 : bytes;
    }

    /** Calls leave in a batch. */
    void leave(List<PendingCall> leaving, Batch batch) {
        long bytes = 0;
        for (PendingCall call : leaving) {
            Long held = calls.remove(call);
            bytes += held == null ? 0 : held;
        }
        batches.put(batch, bytes);
    }

    /** A batch was taken by the poll. */
    public void taken(Batch batch) {
        Long bytes = batches.remove(batch);
        used -= bytes == null ? 0 : bytes;
    }
}
