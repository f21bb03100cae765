package io.github.mpcconnect.days.state;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.days.sent.ListedCall;

import java.time.Instant;

/** A call that was listed and has not been sent: it waits for its participants, or for the others of its batch. */
public final class PendingCall {

    /** The state of a pending call. */
    public enum State {
        /** In a batch that has not been sent. */
        QUEUED,
        /** Excluded from its batch, to be sent later. */
        DEFERRED,
        /** Not sent: another day took the call over, or its correction waits for the next audit. */
        DROPPED
    }

    private final long key;
    private final Change change;
    private ListedCall listed;
    private Instant observedAt;
    private CallParticipants participants;
    private State state = State.QUEUED;

    PendingCall(ListedCall listed, Change change, Instant observedAt) {
        this.key = listed.key();
        this.listed = listed;
        this.change = change;
        this.observedAt = observedAt;
    }

    /** Creates a deferred call of an earlier run. Only its id is known until a listing contains it. */
    PendingCall(long key) {
        this.key = key;
        this.change = Change.NEW;
        this.state = State.DEFERRED;
    }

    public long key() {
        return key;
    }

    public Change change() {
        return change;
    }

    /** The call as listed last; null for a deferred call of an earlier run that has not been listed yet. */
    public ListedCall listed() {
        return listed;
    }

    public Instant observedAt() {
        return observedAt;
    }

    /** The participants; null until they have been read. */
    public CallParticipants participants() {
        return participants;
    }

    public State state() {
        return state;
    }

    /** Whether the batch no longer has to wait for this call. */
    boolean isSettled() {
        return state != State.QUEUED || participants != null;
    }

    /** Replaces the call by a newer version from a later list. */
    void show(ListedCall newer, Instant at) {
        listed = newer;
        observedAt = at;
    }

    public void complete(CallParticipants read) {
        participants = read;
    }

    public void defer() {
        state = State.DEFERRED;
    }

    /** Queues a deferred call again, to be sent in a batch of its own. */
    public void requeue() {
        state = State.QUEUED;
    }

    void drop() {
        state = State.DROPPED;
    }
}
