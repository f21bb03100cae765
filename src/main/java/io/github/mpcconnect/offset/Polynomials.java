package io.github.mpcconnect.offset;

import java.util.Arrays;

/**
 * Polynomials over {@link Field64}, as arrays of coefficients, the constant first. A monic one has no zeros after its
 * leading 1; a remainder is as long as the degree of its divisor, zeros included.
 */
final class Polynomials {

    private Polynomials() {}

    /** The remainder of the division by a monic polynomial. */
    static long[] remainder(long[] dividend, long[] monic) {
        int degree = monic.length - 1;
        long[] rest = Arrays.copyOf(dividend, Math.max(dividend.length, degree));
        for (int top = rest.length - 1; top >= degree; top--) {
            subtractMultiple(rest, top, monic);
        }
        return Arrays.copyOf(rest, degree);
    }

    /** The quotient of a division by a monic polynomial that leaves no remainder. */
    static long[] quotient(long[] dividend, long[] monic) {
        int degree = monic.length - 1;
        long[] rest = dividend.clone();
        long[] quotient = new long[dividend.length - degree];
        for (int top = rest.length - 1; top >= degree; top--) {
            quotient[top - degree] = rest[top];
            subtractMultiple(rest, top, monic);
        }
        return quotient;
    }

    /** Takes the coefficient at {@code top} away, by a multiple of the monic polynomial. */
    private static void subtractMultiple(long[] rest, int top, long[] monic) {
        if (rest[top] == 0) {
            return;
        }
        Field64.Factor lead = new Field64.Factor(rest[top]);
        int shift = top - (monic.length - 1);
        for (int i = 0; i < monic.length; i++) {
            rest[shift + i] ^= lead.times(monic[i]);
        }
    }

    /** The square of a remainder, as a remainder of the same monic polynomial. */
    static long[] squared(long[] remainder, long[] monic) {
        long[] square = new long[2 * remainder.length];
        for (int i = 0; i < remainder.length; i++) {
            square[2 * i] = Field64.square(remainder[i]);
        }
        return remainder(square, monic);
    }

    /** The greatest common divisor, monic, of a monic polynomial and a remainder of it. */
    static long[] commonDivisor(long[] monic, long[] remainder) {
        long[] divisor = monic;
        long[] rest = madeMonic(remainder);
        while (rest.length > 0) {
            long[] next = madeMonic(remainder(divisor, rest));
            divisor = rest;
            rest = next;
        }
        return divisor;
    }

    /** Divided by the leading coefficient, zeros after it cut off: empty for zero. */
    private static long[] madeMonic(long[] polynomial) {
        int length = polynomial.length;
        while (length > 0 && polynomial[length - 1] == 0) {
            length--;
        }
        long[] monic = Arrays.copyOf(polynomial, length);
        if (length > 0) {
            Field64.Factor inverse = new Field64.Factor(Field64.inverse(monic[length - 1]));
            for (int i = 0; i < length; i++) {
                monic[i] = inverse.times(monic[i]);
            }
        }
        return monic;
    }
}
