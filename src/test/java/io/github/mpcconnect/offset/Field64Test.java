package io.github.mpcconnect.offset;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import java.math.BigInteger;

import static org.assertj.core.api.Assertions.assertThat;

class Field64Test {

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(64).or(BigInteger.valueOf(0b11011));

    @Property
    void a_product_is_that_of_the_polynomials_modulo_the_fields_own(@ForAll long a, @ForAll long b) {
        assertThat(Field64.multiply(a, b)).isEqualTo(product(a, b));
        assertThat(Field64.multiply(-1L, b)).isEqualTo(product(-1L, b));
    }

    @Property
    void a_square_is_a_product_with_itself(@ForAll long a) {
        assertThat(Field64.square(a)).isEqualTo(product(a, a));
    }

    @Property
    void an_element_times_its_inverse_is_one(@ForAll long a) {
        assertThat(Field64.multiply(a, Field64.inverse(a))).isEqualTo(a == 0 ? 0 : 1);
    }

    @Test
    void x_to_the_64_is_the_rest_of_the_modulus() {
        assertThat(Field64.multiply(1L << 63, 2)).isEqualTo(0b11011);
        assertThat(Field64.square(1L << 32)).isEqualTo(0b11011);
        assertThat(Field64.square(1L << 63)).isEqualTo(product(1L << 63, 1L << 63));
    }

    /** Schoolbook multiplication and long division. */
    private static long product(long a, long b) {
        BigInteger product = BigInteger.ZERO;
        BigInteger unsigned = new BigInteger(Long.toUnsignedString(a));
        for (int bit = 0; bit < 64; bit++) {
            if ((b >>> bit & 1) == 1) {
                product = product.xor(unsigned.shiftLeft(bit));
            }
        }
        for (int bit = product.bitLength() - 1; bit >= 64; bit--) {
            if (product.testBit(bit)) {
                product = product.xor(MODULUS.shiftLeft(bit - 64));
            }
        }
        return product.longValue();
    }
}
