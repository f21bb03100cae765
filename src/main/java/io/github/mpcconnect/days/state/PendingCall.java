package io.github.mpcconnect.days.state;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.days.sent.ListedCall;

import java.time.Instant;

/** A call that was listed and has not left: it waits for its participants, alone or in its batch. */
public final class PendingCall {

    /** Where it stands. */
    public enum State {
        /** In a batch that has not left. */
        QUEUED,
        /** Its batch leaves, or left, without it. */
        DEFERRED,
        /** It does not leave: another day took it over, or its correction waits for the next audit. */
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

    /** A deferred call of an earlier run, of which only the id is known until a listing shows it. */
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

    /** What a list showed last; null for a deferred call of an earlier run that no list has shown yet. */
    public ListedCall listed() {
        return listed;
    }

    public Instant observedAt() {
        return observedAt;
    }

    /** Null until they were read. */
    public CallParticipants participants() {
        return participants;
    }

    public State state() {
        return state;
    }

    /** True where its batch need not wait for it. */
    boolean isSettled() {
        return state != State.QUEUED || participants != null;
    }

    /** A later list shows it: that is what will be sent. */
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

    /** A deferred call leaves now, in a batch of its own. */
    public void requeue() {
        state = State.QUEUED;
    }

    void drop() {
        state = State.DROPPED;
    }
}
