package io.github.mpcconnect.simulation;

import java.time.Duration;
import java.time.Instant;

/** A stretch of the API's time, [from, until). */
record Span(Instant from, Instant until) {

    static final Instant FOREVER = Instant.MAX;

    static Span of(Instant from, Duration length) {
        return new Span(from, from.plus(length));
    }

    boolean contains(Instant time) {
        return !time.isBefore(from) && time.isBefore(until);
    }

    boolean overlaps(Instant begin, Instant end) {
        return from.isBefore(end) && begin.isBefore(until);
    }

    boolean isForever() {
        return until.equals(FOREVER);
    }

    @Override
    public String toString() {
        return from + (isForever() ? "/forever" : "/" + Duration.between(from, until));
    }
}
