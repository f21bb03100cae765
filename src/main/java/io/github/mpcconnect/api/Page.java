package io.github.mpcconnect.api;

import java.util.List;

/**
 * One page of a list, as the API returned it.
 *
 * @param apiId the {@code api_id} of the response; null if missing
 * @param count the reported number of objects in the whole list ({@code meta.count} or {@code meta.total_count}); null
 *     if the response has neither
 * @param objects the readable objects, in the API's order
 * @param malformed the objects that could not be read
 * @param nulls the number of participants that were null, as the API may return them after a call has ended; a null
 *     call is malformed
 * @param isNull whether {@code objects} itself was null, which says nothing about the list
 */
public record Page<T>(
        String apiId, Integer count, List<T> objects, List<Malformed> malformed, int nulls, boolean isNull) {

    /** The number of objects on the page, readable or not. */
    public int size() {
        return objects.size() + malformed.size() + nulls;
    }

    /** Whether this, as a first page, has as many objects as the reported count requires. */
    boolean isFull() {
        return count != null && !isNull && size() >= Math.min(MpcApi.PAGE_SIZE, count);
    }
}
