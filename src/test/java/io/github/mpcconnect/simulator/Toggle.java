package io.github.mpcconnect.simulator;

import java.time.Instant;
import java.util.List;

/** Something that is on or off, and flips at the given instants: a participant's hold, mute or coach mode. */
public record Toggle(boolean initially, List<Instant> flips) {
    public static final Toggle OFF = new Toggle(false, List.of());
    public static final Toggle ON = new Toggle(true, List.of());

    public Toggle {
        flips = List.copyOf(flips);
    }

    public static Toggle flippingAt(Instant... flips) {
        return new Toggle(false, List.of(flips));
    }

    public boolean isOnAt(Instant now) {
        long flipped = flips.stream().filter(flip -> !flip.isAfter(now)).count();
        return initially ^ (flipped % 2 == 1);
    }
}
