package io.github.mpcconnect.offset;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A set sketch (PinSketch) of 64-bit hashes. From the sum of two sketches, up to {@link #CAPACITY} elements that are in
 * only one of the two sets can be recovered. A sketch consists of the XOR sums of the odd powers x, x^3, ..., x^63 of
 * the elements in GF(2^64): the syndromes of a binary BCH code. Its text has 342 characters.
 */
public final class Sketch {

    /** The maximum number of differences that can be recovered. */
    public static final int CAPACITY = 32;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final long[] oddSums;

    /** Creates the sketch of the empty set. */
    public Sketch() {
        this(CAPACITY);
    }

    /**
     * Creates an empty sketch of a smaller capacity, for tests of false acceptance, whose probability is 1 / capacity!.
     */
    Sketch(int capacity) {
        this(new long[capacity]);
    }

    private Sketch(long[] oddSums) {
        this.oddSums = oddSums;
    }

    /**
     * Parses the {@link #text} of a sketch.
     *
     * @throws IllegalArgumentException if the text is not that of a sketch
     */
    public static Sketch parse(String text) {
        long[] sums = new long[CAPACITY];
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (bytes.length != CAPACITY * Long.BYTES
                || !ENCODER.encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("a sketch is 256 bytes in base64url without padding");
        }
        ByteBuffer.wrap(bytes).asLongBuffer().get(sums);
        return new Sketch(sums);
    }

    /** The sums in base64url without padding. */
    public String text() {
        ByteBuffer bytes = ByteBuffer.allocate(oddSums.length * Long.BYTES);
        bytes.asLongBuffer().put(oddSums);
        return ENCODER.encodeToString(bytes.array());
    }

    public Sketch copy() {
        return new Sketch(oddSums.clone());
    }

    /** Adds an element, or removes it if it is in the set. 0 is treated as 1. */
    public void toggle(long hash) {
        long power = element(hash);
        Field64.Factor square = new Field64.Factor(Field64.square(power));
        oddSums[0] ^= power;
        for (int i = 1; i < oddSums.length; i++) {
            power = square.times(power);
            oddSums[i] ^= power;
        }
    }

    /** The sum of this sketch and another: the sketch of the symmetric difference of their sets. */
    public Sketch plus(Sketch other) {
        if (other.oddSums.length != oddSums.length) {
            throw new IllegalArgumentException("Sketches of different capacities cannot be added");
        }
        long[] sums = oddSums.clone();
        for (int i = 0; i < sums.length; i++) {
            sums[i] ^= other.oddSums[i];
        }
        return new Sketch(sums);
    }

    /**
     * Recovers the elements of the set, which are the roots of a polynomial; empty if there are more than
     * {@link #CAPACITY}. The result has passed the split test.
     */
    public Optional<Roots> decode() {
        return Locator.of(oddSums).map(locator -> locator);
    }

    /** The result of Berlekamp-Massey without the split test, for comparison with {@link #decode} in tests. */
    Optional<Roots> decodeUnverified() {
        return Locator.unverified(oddSums).map(locator -> locator);
    }

    /** The element that represents a hash. 0 cannot be an element and is represented by 1. */
    static long element(long hash) {
        return hash == 0 ? 1 : hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sketch sketch && Arrays.equals(oddSums, sketch.oddSums);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(oddSums);
    }

    /** A decoded set. */
    public interface Roots {
        /** The number of elements. */
        int size();

        /** Whether the element that represents a hash is in the set. */
        boolean contains(long hash);

        /** Visits all elements, in the same order each time. They are computed by trace splitting. */
        void forEach(LongConsumer action);
    }
}
