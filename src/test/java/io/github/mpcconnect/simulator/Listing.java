package io.github.mpcconnect.simulator;

import java.util.Collections;
import java.util.List;

/** One page, and how many there are on all pages. */
public record Listing<T>(int count, List<T> objects) {

    static <T> Listing<T> of(List<T> all, int limit, int offset) {
        int from = Math.min(offset, all.size());
        int to = (int) Math.min((long) from + limit, all.size());
        return new Listing<>(all.size(), Collections.unmodifiableList(all.subList(from, to)));
    }
}
