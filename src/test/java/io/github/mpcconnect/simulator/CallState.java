package io.github.mpcconnect.simulator;

import java.util.Locale;
import java.util.Optional;

/** Where a call stands at an instant. */
public enum CallState {
    INVISIBLE,
    INITIALIZED,
    ACTIVE,
    ENDED;

    /** The state that a {@code status} filter names; lower case only, as the API's page writes them. */
    public static Optional<CallState> named(String status) {
        return switch (status) {
            case "initialized" -> Optional.of(INITIALIZED);
            case "active" -> Optional.of(ACTIVE);
            case "ended" -> Optional.of(ENDED);
            default -> Optional.empty();
        };
    }

    public boolean isLive() {
        return this == INITIALIZED || this == ACTIVE;
    }

    /** As the API's answers spell it: {@code Ended}. */
    public String told() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
}
