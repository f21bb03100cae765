package io.github.mpcconnect.api;

import java.util.List;

/**
 * One page of a list, as the API returned it.
 *
 * @param apiId the response's {@code api_id}; null where it had none
 * @param count how many objects the whole list has, by {@code meta.count} or {@code meta.total_count}; null where the
 *     response had neither
 * @param objects the objects that could be read, in the API's order
 * @param malformed those that could not
 * @param nulls how many participants were null, as the API may return them once their call is over; a null call is
 *     malformed
 * @param isNull whether {@code objects} itself was null: nothing is known
 */
public record Page<T>(
        String apiId, Integer count, List<T> objects, List<Malformed> malformed, int nulls, boolean isNull) {

    /** How many objects the page holds, readable or not. */
    public int size() {
        return objects.size() + malformed.size() + nulls;
    }

    /** Whether this, as a first page, holds as many objects as a list of the reported count begins with. */
    boolean isFull() {
        return count != null && !isNull && size() >= Math.min(MpcApi.PAGE_SIZE, count);
    }
}
