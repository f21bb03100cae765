package io.github.mpcconnect.offset;

/**
 * Arithmetic in GF(2^64) modulo x^64 + x^4 + x^3 + x + 1: bit i of a long is the coefficient of x^i, and addition is
 * XOR.
 */
final class Field64 {

    private Field64() {}

    static long multiply(long a, long b) {
        return new Factor(a).times(b);
    }

    static long square(long a) {
        return reduced(spread(a >>> 32), spread(a & 0xffff_ffffL));
    }

    /** The inverse of a nonzero element: its power 2^64 - 2, computed as the square of its power 2^63 - 1. */
    static long inverse(long a) {
        long power = a;
        for (int bits = 1; bits < 63; bits = 2 * bits + 1) {
            long shifted = power;
            for (int i = 0; i < bits; i++) {
                shifted = square(shifted);
            }
            power = multiply(square(multiply(shifted, power)), a);
        }
        return square(power);
    }

    /** The bits of a 32-bit number, moved to the even positions. */
    private static long spread(long half) {
        long bits = half;
        bits = (bits | bits << 16) & 0x0000_ffff_0000_ffffL;
        bits = (bits | bits << 8) & 0x00ff_00ff_00ff_00ffL;
        bits = (bits | bits << 4) & 0x0f0f_0f0f_0f0f_0f0fL;
        bits = (bits | bits << 2) & 0x3333_3333_3333_3333L;
        return (bits | bits << 1) & 0x5555_5555_5555_5555L;
    }

    private static long reduced(long high, long low) {
        long carried = high >>> 63 ^ high >>> 61 ^ high >>> 60;
        return low ^ timesTail(high) ^ timesTail(carried);
    }

    /** The product with x^4 + x^3 + x + 1, which equals x^64; bits above 63 are lost. */
    private static long timesTail(long a) {
        return a ^ a << 1 ^ a << 3 ^ a << 4;
    }

    /** An element prepared for many multiplications: a table of 16 products for each 4 bits of the other factor. */
    static final class Factor {

        private final long[] products = new long[256];

        Factor(long element) {
            long shifted = element;
            for (int table = 0; table < 256; table += 16) {
                for (int bit = 1; bit < 16; bit <<= 1) {
                    for (int lower = 0; lower < bit; lower++) {
                        products[table + bit + lower] = products[table + lower] ^ shifted;
                    }
                    shifted = shifted << 1 ^ (shifted >>> 63) * 0b11011;
                }
            }
        }

        long times(long other) {
            long product = 0;
            long rest = other;
            for (int table = 0; table < 256; table += 16) {
                product ^= products[table + (int) (rest & 15)];
                rest >>>= 4;
            }
            return product;
        }
    }
}
