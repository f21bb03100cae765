package io.github.mpcconnect.days.sent;

/**
 * The calls of one day that were sent, in primitive arrays: 25 bytes per slot, and at least a third of the slots in use
 * once it has grown. Keys are uniformly distributed hashes, so they are their own place.
 */
public final class Known {

    /** What a listing that runs now found out about a call. */
    enum Mark {
        /** Sent before it began, and not seen by it yet. */
        MISSING,
        /** Seen by it, or sent since it began. */
        SEEN,
        /** A proven listing did not show it, and none has since. */
        VANISHED
    }

    /** Receives the key of a call. */
    @FunctionalInterface
    public interface KeyAction {
        void accept(long key);
    }

    private static final int MIN_SLOTS = 64;
    private static final byte FREE = 0;

    private long[] keys = new long[MIN_SLOTS];
    private long[] contents = new long[MIN_SLOTS];
    private long[] bills = new long[MIN_SLOTS];
    private byte[] marks = new byte[MIN_SLOTS];
    private int size;

    public int size() {
        return size;
    }

    public boolean contains(long key) {
        return marks[slot(key)] != FREE;
    }

    /** The hash of what was sent last; the call must be known. */
    public long content(long key) {
        return contents[slot(key)];
    }

    /** The bill that was sent last; the call must be known. */
    public long bill(long key) {
        return bills[slot(key)];
    }

    /** Adds a call, or replaces what is known of it. */
    public void put(long key, long content, long bill) {
        int slot = slot(key);
        if (marks[slot] == FREE) {
            if ((size + 1) * 3L > keys.length * 2L) {
                grow();
                slot = slot(key);
            }
            size++;
            keys[slot] = key;
        }
        marks[slot] = code(Mark.SEEN);
        contents[slot] = content;
        bills[slot] = bill;
    }

    /** A listing shows a call that is known. */
    public void see(long key) {
        marks[slot(key)] = code(Mark.SEEN);
    }

    public boolean isVanished(long key) {
        return marks[slot(key)] == code(Mark.VANISHED);
    }

    /** A listing begins: what had vanished stays so until it is seen. */
    public void beginListing() {
        for (int i = 0; i < marks.length; i++) {
            if (marks[i] != FREE && marks[i] != code(Mark.VANISHED)) {
                marks[i] = code(Mark.MISSING);
            }
        }
    }

    /** A listing ends that was proven: what it did not show has vanished. */
    public void endListing(KeyAction vanished) {
        for (int i = 0; i < marks.length; i++) {
            if (marks[i] == code(Mark.MISSING)) {
                marks[i] = code(Mark.VANISHED);
                vanished.accept(keys[i]);
            }
        }
    }

    public long[] keys() {
        long[] all = new long[size];
        int[] next = new int[1];
        forEach(key -> all[next[0]++] = key);
        return all;
    }

    public void forEach(KeyAction action) {
        for (int i = 0; i < marks.length; i++) {
            if (marks[i] != FREE) {
                action.accept(keys[i]);
            }
        }
    }

    void clear() {
        keys = new long[MIN_SLOTS];
        contents = new long[MIN_SLOTS];
        bills = new long[MIN_SLOTS];
        marks = new byte[MIN_SLOTS];
        size = 0;
    }

    private static byte code(Mark mark) {
        return (byte) (mark.ordinal() + 1);
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) (key ^ key >>> 32) & mask;
        while (marks[slot] != FREE && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldContents = contents;
        long[] oldBills = bills;
        byte[] oldMarks = marks;
        keys = new long[oldKeys.length * 2];
        contents = new long[keys.length];
        bills = new long[keys.length];
        marks = new byte[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldMarks[i] != FREE) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                contents[slot] = oldContents[i];
                bills[slot] = oldBills[i];
                marks[slot] = oldMarks[i];
            }
        }
    }
}
