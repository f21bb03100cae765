package io.github.mpcconnect.offset;

import java.time.Instant;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A set sketch (PinSketch) of 64-bit hashes: from the sum of two, up to {@link #CAPACITY} elements that are in only one
 * of the two sets can be recovered. (To be written; this is its interface.)
 */
public final class Sketch {

    /** How many differences can be recovered: the odd power sums x, x^3, ..., x^63. */
    public static final int CAPACITY = 32;

    /** An empty one. */
    public Sketch() {}

    public Sketch copy() {
        throw new UnsupportedOperationException();
    }

    /** Adds an element, 0 taken as 1; adding it once more takes it out. Does not change {@link #size}. */
    public void toggle(long hash) {
        throw new UnsupportedOperationException();
    }

    /** The sum with another: the sketch of the symmetric difference. */
    public Sketch plus(Sketch other) {
        throw new UnsupportedOperationException();
    }

    /**
     * The polynomial whose roots are the elements of this sketch's set; empty where there are more than
     * {@link #CAPACITY}. The split test is part of it.
     */
    public Optional<Roots> decode() {
        throw new UnsupportedOperationException();
    }

    /** A decoded set: asks whether an element is in it, and can name all its elements. */
    public interface Roots {
        int size();

        boolean contains(long hash);

        /** All elements, by trace splitting. */
        void forEach(LongConsumer action);
    }
}
