package io.github.mpcconnect.simulation;

import java.util.Random;

/** Draws from a seed. */
final class Draw {

    private final Random random;

    Draw(long seed) {
        this.random = new Random(seed * 7_919 + 13);
    }

    /** In so many of a hundred draws. */
    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** From 0 on, both included. */
    int upTo(int max) {
        return random.nextInt(max + 1);
    }

    int between(int min, int max) {
        return min + random.nextInt(max - min + 1);
    }

    @SafeVarargs
    final <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    double fraction() {
        return random.nextDouble();
    }
}
