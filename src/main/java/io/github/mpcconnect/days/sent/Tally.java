package io.github.mpcconnect.days.sent;

import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.Sketch;

/**
 * The number, checksum and sketch of the distinct ids sent for a day. {@code check} is the XOR of the ids counted in
 * {@code calls}; the sketch also includes malformed objects. Each id must be added only once.
 */
public final class Tally {

    private long calls;
    private long check;
    private long ids;

    /** Null if the stored offset had none. */
    private final Sketch sketch;

    /** Creates the tally of no ids. */
    public Tally() {
        this.sketch = new Sketch();
    }

    /** Restores a stored tally. */
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

    /** Counts a malformed object that was added before as a call, because it has become readable. */
    void addReadable(long key) {
        calls++;
        check ^= key;
    }

    /** Removes a call that was added twice. There must be a sketch. */
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

    /** The number of ids in the sketch. */
    long ids() {
        return ids;
    }

    Sketch sketch() {
        return sketch;
    }
}
