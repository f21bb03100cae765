package io.github.mpcconnect.timeline;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Tells which of the calls that the API lists now were not among those handled before, from no more than the handled
 * ones' number and the XOR of their ids' bits.
 *
 * <p>The XOR of all calls listed now and of those handled is the XOR of the late ones: for one late call its own bits,
 * for two the bits of a pair that can be looked up. Of three and more it tells nothing.
 */
public final class LateCalls {

    private LateCalls() {}

    /**
     * The late ones' bits; empty where they cannot be told.
     *
     * @param listed the bits of all ids listed now
     * @param late how many more they are than were handled
     * @param check the XOR of the handled ones' bits
     */
    public static Optional<Set<Long>> tell(long[] listed, int late, long check) {
        long xor = Arrays.stream(listed).reduce(check, (a, b) -> a ^ b);
        return switch (late) {
            case 0 -> xor == 0 ? Optional.of(Set.of()) : Optional.empty();
            case 1 -> Arrays.stream(listed).anyMatch(bits -> bits == xor) ? Optional.of(Set.of(xor)) : Optional.empty();
            case 2 -> pair(listed, xor);
            default -> Optional.empty();
        };
    }

    /** The one pair with that XOR; empty where there is none or more than one. */
    private static Optional<Set<Long>> pair(long[] listed, long xor) {
        Set<Long> seen = new HashSet<>();
        Optional<Set<Long>> pair = Optional.empty();
        for (long bits : listed) {
            if (seen.contains(bits ^ xor)) {
                if (pair.isPresent()) {
                    return Optional.empty();
                }
                pair = Optional.of(Set.of(bits, bits ^ xor));
            }
            seen.add(bits);
        }
        return pair;
    }
}
