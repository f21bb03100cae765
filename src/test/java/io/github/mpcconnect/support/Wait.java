package io.github.mpcconnect.support;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions that others bring about. What is waited for soon holds, unless the machine is busy. */
public final class Wait {

    /** The deadline where a test is not about time: so long that it only ends tests that failed. */
    public static final Duration MAX = Duration.ofMinutes(4);

    private static final Duration STEP = Duration.ofMillis(20);

    private Wait() {}

    /** Waits up to {@link #MAX}. */
    public static void until(String what, BooleanSupplier condition) {
        until(MAX, what, condition);
    }

    /** @throws AssertionError where the condition does not hold in time */
    public static void until(Duration max, String what, BooleanSupplier condition) {
        long end = System.nanoTime() + max.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("Waited " + max + " for " + what);
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }
}
