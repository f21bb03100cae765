package io.github.mpcconnect.days.sent;

import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.Sketch;

/**
 * The distinct ids that were sent with a day, added up. {@code check} is the XOR of the ids counted in {@code calls};
 * the sketch also holds malformed objects. An id is added once.
 */
public final class Tally {

    private long calls;
    private long check;
    private long ids;

    /** Null where an offset without one was stored. */
    private final Sketch sketch;

    /** Of nothing. */
    public Tally() {
        this.sketch = new Sketch();
    }

    /** As it was stored. */
    public Tally(DayOffset stored) {
        this.calls = stored.calls();
        this.check = stored.check();
        this.ids = stored.sketched();
        this.sketch = stored.sketch() == null ? null : stored.sketch().copy();
    }

    /** @param isCall false for a malformed object */
    public void add(long key, boolean isCall) {
        if (isCall) {
            addReadable(key);
        }
        if (sketch != null) {
            sketch.toggle(key);
        }
        ids++;
    }

    /** A malformed object that was added is a call now. */
    void addReadable(long key) {
        calls++;
        check ^= key;
    }

    /** A call that was added twice; there is a sketch. */
    void remove(long key) {
        calls--;
        check ^= key;
        ids--;
        sketch.toggle(key);
    }

    long calls() {
        return calls;
    }

    long check() {
        return check;
    }

    /** How many ids the sketch holds. */
    long ids() {
        return ids;
    }

    Sketch sketch() {
        return sketch;
    }
}
