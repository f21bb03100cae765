package io.github.mpcconnect.days.sent;

/**
 * The calls sent for one day, as a hash table in primitive arrays: 25 bytes per slot, with at least a third of the
 * slots in use once it has grown. Keys are uniformly distributed hashes, so they are used as slot numbers directly.
 */
public final class SentIds {

    /** The state of a call during a listing. */
    enum Mark {
        /** Sent before the listing began, and not seen in it yet. */
        MISSING,
        /** Seen in the listing, or sent since it began. */
        SEEN,
        /** Missing in an earlier, proven listing, and not seen since. */
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

    /** The hash of the contents sent last. The call must be in the table. */
    public long content(long key) {
        return contents[slot(key)];
    }

    /** The bill sent last. The call must be in the table. */
    public long bill(long key) {
        return bills[slot(key)];
    }

    /** Adds or replaces a call, and marks it as seen. */
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

    /** Marks a call as seen in the listing. The call must be in the table. */
    public void see(long key) {
        marks[slot(key)] = code(Mark.SEEN);
    }

    public boolean isVanished(long key) {
        return marks[slot(key)] == code(Mark.VANISHED);
    }

    /** Starts a listing. Vanished calls stay vanished until they are seen. */
    public void beginListing() {
        for (int i = 0; i < marks.length; i++) {
            if (marks[i] != FREE && marks[i] != code(Mark.VANISHED)) {
                marks[i] = code(Mark.MISSING);
            }
        }
    }

    /** Ends a proven listing: all calls that were not seen have vanished, and are passed to the action. */
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
