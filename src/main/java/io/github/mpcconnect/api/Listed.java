package io.github.mpcconnect.api;

import java.util.List;

/**
 * The result of a query over all of its pages.
 *
 * @param objects the objects, distinct by id, in the API's order; if several pages contain the same object, the last
 *     version
 * @param malformed objects that could not be read; one with an id is listed once, and not at all if {@code objects}
 *     contains that id
 * @param nulls the number of participants that were null
 * @param isNull whether {@code objects} was null on any page; the result then proves nothing
 * @param count the count reported on the first page, or -1 if it reported none
 */
public record Listed<T>(
        List<T> objects, List<Malformed> malformed, int nulls, boolean isNull, int count, Outcome outcome) {

    /** How far a listing can be trusted. */
    public enum Outcome {
        /** The number of distinct objects equals the count reported on every page, and no page was null. */
        PROVEN,
        /** All pages were read, but they do not add up. */
        MISMATCH,
        /** The first page reported more objects than the limit of the listing, so no further page was read. */
        TOO_MANY,
        /** At least one page failed. */
        INCOMPLETE
    }

    public boolean isProven() {
        return outcome == Outcome.PROVEN;
    }
}
