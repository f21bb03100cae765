package io.github.mpcconnect.offset;

import java.util.Arrays;

/**
 * Polynomials over {@link Field64}, as arrays of coefficients starting with the constant. A monic polynomial has no
 * zeros after its leading 1. The length of a remainder is the degree of its divisor, including zeros.
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

    /** Eliminates the coefficient at {@code top} with a multiple of the monic polynomial. */
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

    /** The square of a remainder, modulo the same monic polynomial. */
    static long[] squared(long[] remainder, long[] monic) {
        long[] square = new long[2 * remainder.length];
        for (int i = 0; i < remainder.length; i++) {
            square[2 * i] = Field64.square(remainder[i]);
        }
        return remainder(square, monic);
    }

    /** The monic greatest common divisor of a monic polynomial and a remainder modulo it. */
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

    /** The polynomial divided by its leading coefficient, without trailing zeros; empty for the zero polynomial. */
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
