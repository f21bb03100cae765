package io.github.mpcconnect.config;

import java.util.Locale;

/** An enum constant that a configuration names by a word: its name in lower case, with dots for underscores. */
interface Choice {

    String name();

    /** The word in configurations. */
    default String value() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
