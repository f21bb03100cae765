package io.github.mpcconnect.api;

import java.util.List;

/**
 * One page of a list, as the API answered.
 *
 * @param apiId the answer's {@code api_id}; null where it had none
 * @param count how many objects the whole list has, by {@code meta.count} or {@code meta.total_count}; null where the
 *     answer told neither
 * @param objects the objects that could be read, in the API's order
 * @param malformed those that could not
 * @param nulls how many participants were null, as the API may tell them once their call is over; a null call is
 *     malformed
 */
public record Page<T>(String apiId, Integer count, List<T> objects, List<Malformed> malformed, int nulls) {

    /** How many objects the page holds, readable or not. */
    public int size() {
        return objects.size() + malformed.size() + nulls;
    }
}
