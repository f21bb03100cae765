package io.github.mpcconnect.api;

import java.util.List;

/**
 * What a query returned over all its pages.
 *
 * @param objects distinct by id, in the API's order; where pages returned one twice, the last
 * @param malformed objects that could not be read: those with an id once, and only where none of {@code objects} has it
 * @param nulls how many participants were null
 * @param isNull whether {@code objects} itself was null on a page: nothing is known, and nothing is proven
 * @param count the count that the API reported on the first page; -1 where it reported none
 */
public record Listed<T>(
        List<T> objects, List<Malformed> malformed, int nulls, boolean isNull, int count, Outcome outcome) {

    /** How far a listing can be trusted. */
    public enum Outcome {
        /** The distinct objects are as many as the count that every page reported, and no page was null. */
        PROVEN,
        /** They are not. */
        MISMATCH,
        /** The first page reported more objects than were wanted: only that page was read. */
        TOO_MANY,
        /** Some pages failed. */
        INCOMPLETE
    }

    public boolean isProven() {
        return outcome == Outcome.PROVEN;
    }
}
