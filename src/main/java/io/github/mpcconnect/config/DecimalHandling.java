package io.github.mpcconnect.config;

/** How amounts of money are written. */
public enum DecimalHandling {
    PRECISE,
    STRING,
    DOUBLE
}
