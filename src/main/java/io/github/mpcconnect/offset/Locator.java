package io.github.mpcconnect.offset;

import io.github.mpcconnect.offset.Field64.Factor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The set encoded by a sketch, as the monic polynomial whose roots are its elements. Berlekamp-Massey yields the
 * polynomial of their inverses; reversing its coefficients gives this one.
 */
final class Locator implements Sketch.Roots {

    private static final int FIELD_BITS = 64;

    private final long[] polynomial;

    private Locator(long[] polynomial) {
        this.polynomial = polynomial;
    }

    /** Empty if the set has more elements than the sketch has sums. */
    static Optional<Locator> of(long[] oddSums) {
        return unverified(oddSums).filter(Locator::splits);
    }

    /**
     * The result without the split test. If the set exceeds the capacity, this is nearly always a meaningless
     * polynomial: only {@link #of} is reliable.
     */
    static Optional<Locator> unverified(long[] oddSums) {
        long[] inverses = shortestRecurrence(allSums(oddSums));
        int degree = inverses.length - 1;
        if (degree > oddSums.length || inverses[degree] == 0) {
            return Optional.empty();
        }
        long[] reversed = new long[degree + 1];
        for (int i = 0; i <= degree; i++) {
            reversed[degree - i] = inverses[i];
        }
        return Optional.of(new Locator(reversed));
    }

    /** The sums of the powers 1 to 2t. The sum of an even power 2i is the square of the sum of power i. */
    private static long[] allSums(long[] oddSums) {
        long[] sums = new long[2 * oddSums.length];
        for (int power = 1; power <= sums.length; power++) {
            sums[power - 1] = power % 2 == 1 ? oddSums[power / 2] : Field64.square(sums[power / 2 - 1]);
        }
        return sums;
    }

    /**
     * Berlekamp-Massey: the connection polynomial of the shortest linear recurrence; its length is the order plus one.
     */
    private static long[] shortestRecurrence(long[] sums) {
        long[] current = new long[sums.length + 1];
        long[] previous = new long[sums.length + 1];
        current[0] = 1;
        previous[0] = 1;
        long previousDiscrepancy = 1;
        int order = 0;
        int shift = 1;
        for (int n = 0; n < sums.length; n++, shift++) {
            long discrepancy = discrepancy(sums, n, current, order);
            if (discrepancy == 0) {
                continue;
            }
            long[] before = current.clone();
            long scale = Field64.multiply(discrepancy, Field64.inverse(previousDiscrepancy));
            addShifted(current, previous, shift, new Factor(scale));
            if (2 * order <= n) {
                order = n + 1 - order;
                previous = before;
                previousDiscrepancy = discrepancy;
                shift = 0;
            }
        }
        return Arrays.copyOf(current, order + 1);
    }

    private static long discrepancy(long[] sums, int n, long[] current, int order) {
        long discrepancy = sums[n];
        for (int i = 1; i <= order; i++) {
            discrepancy ^= Field64.multiply(current[i], sums[n - i]);
        }
        return discrepancy;
    }

    private static void addShifted(long[] target, long[] polynomial, int shift, Factor factor) {
        for (int i = 0; i + shift < target.length; i++) {
            target[i + shift] ^= factor.times(polynomial[i]);
        }
    }

    /**
     * The split test: all roots are in the field and distinct exactly if x^(2^64) = x modulo the polynomial. The set of
     * the roots then has exactly the given sums.
     */
    private boolean splits() {
        long[] x = Polynomials.remainder(new long[] {0, 1}, polynomial);
        long[] power = x;
        for (int i = 0; i < FIELD_BITS; i++) {
            power = Polynomials.squared(power, polynomial);
        }
        return Arrays.equals(power, x);
    }

    @Override
    public int size() {
        return polynomial.length - 1;
    }

    @Override
    public boolean contains(long hash) {
        Factor element = new Factor(Sketch.element(hash));
        long value = 0;
        for (int i = polynomial.length - 1; i >= 0; i--) {
            value = element.times(value) ^ polynomial[i];
        }
        return value == 0;
    }

    @Override
    public void forEach(LongConsumer action) {
        for (long[] factor : linearFactors()) {
            action.accept(factor[0]);
        }
    }

    /**
     * Trace splitting: for each b of a basis of the field, Tr(b x) is 0 for some roots and 1 for the others, and any
     * two roots differ in one of these bits.
     */
    private List<long[]> linearFactors() {
        if (size() == 0) {
            return List.of();
        }
        List<long[]> powers = conjugates();
        List<long[]> factors = List.of(polynomial);
        for (int bit = 0; bit < FIELD_BITS && factors.size() < size(); bit++) {
            long[] trace = trace(1L << bit, powers);
            List<long[]> finer = new ArrayList<>();
            factors.forEach(factor -> split(factor, trace, finer));
            factors = finer;
        }
        return factors;
    }

    private static void split(long[] factor, long[] trace, List<long[]> finer) {
        long[] divisor = Polynomials.commonDivisor(factor, Polynomials.remainder(trace, factor));
        if (divisor.length == 1 || divisor.length == factor.length) {
            finer.add(factor);
        } else {
            finer.add(divisor);
            finer.add(Polynomials.quotient(factor, divisor));
        }
    }

    /** x, x^2, x^4, ..., x^(2^63) modulo the polynomial. */
    private List<long[]> conjugates() {
        List<long[]> powers = new ArrayList<>();
        powers.add(Polynomials.remainder(new long[] {0, 1}, polynomial));
        while (powers.size() < FIELD_BITS) {
            powers.add(Polynomials.squared(powers.get(powers.size() - 1), polynomial));
        }
        return powers;
    }

    /** Tr(b x) modulo the polynomial: the sum of the conjugates of b x. */
    private long[] trace(long b, List<long[]> powers) {
        long[] trace = new long[size()];
        long conjugate = b;
        for (long[] power : powers) {
            addShifted(trace, power, 0, new Factor(conjugate));
            conjugate = Field64.square(conjugate);
        }
        return trace;
    }
}
