package io.github.mpcconnect.offset;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A set sketch (PinSketch) of 64-bit hashes: from the sum of two, up to {@link #CAPACITY} elements that are in only one
 * of the two sets can be recovered. It is the XOR-sums of the odd powers x, x^3, ..., x^63 of the elements in GF(2^64),
 * the syndromes of a binary BCH code. Its text takes 342 characters.
 */
public final class Sketch {

    /** How many differences can be recovered. */
    public static final int CAPACITY = 32;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final long[] oddSums;

    /** An empty one. */
    public Sketch() {
        this(CAPACITY);
    }

    /** An empty one of a smaller capacity, where false acceptance can be seen: its probability is 1 / capacity!. */
    Sketch(int capacity) {
        this(new long[capacity]);
    }

    private Sketch(long[] oddSums) {
        this.oddSums = oddSums;
    }

    /**
     * A sketch from its {@link #text}.
     *
     * @throws IllegalArgumentException where the text is not one of a sketch
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

    /** Adds an element, 0 taken as 1; adding it once more takes it out. */
    public void toggle(long hash) {
        long power = element(hash);
        Field64.Factor square = new Field64.Factor(Field64.square(power));
        oddSums[0] ^= power;
        for (int i = 1; i < oddSums.length; i++) {
            power = square.times(power);
            oddSums[i] ^= power;
        }
    }

    /** The sum with another: the sketch of the symmetric difference. */
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
     * The polynomial whose roots are the elements of this sketch's set; empty where there are more than
     * {@link #CAPACITY}. The split test is part of it.
     */
    public Optional<Roots> decode() {
        return Locator.of(oddSums).map(locator -> locator);
    }

    /** What Berlekamp-Massey gives before the split test, which tests compare {@link #decode} with. */
    Optional<Roots> decodeUnverified() {
        return Locator.unverified(oddSums).map(locator -> locator);
    }

    /** The element that stands for a hash: 0 is none of the sketch's elements. */
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

    /** A decoded set: asks whether an element is in it, and can name all its elements. */
    public interface Roots {
        int size();

        /** Whether the element that stands for a hash is in the set. */
        boolean contains(long hash);

        /** All elements, by trace splitting; the same ones in the same order each time. */
        void forEach(LongConsumer action);
    }
}
