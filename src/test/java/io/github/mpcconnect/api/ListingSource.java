package io.github.mpcconnect.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Pages of texts to order; each request stays open until the test answers it. */
final class ListingSource {

    /** By offset, in the order of the requests. */
    final Map<Integer, CompletableFuture<Page<String>>> requests = new LinkedHashMap<>();

    CompletableFuture<Page<String>> request(int offset) {
        CompletableFuture<Page<String>> future = new CompletableFuture<>();
        if (requests.put(offset, future) != null) {
            throw new AssertionError("The page at " + offset + " was requested twice");
        }
        return future;
    }

    CompletableFuture<Listed<String>> read(int max) {
        return Listing.read(this::request, text -> text, max);
    }

    CompletableFuture<Listed<String>> readAnswered(int max) {
        return Listing.readAnswered(this::request, text -> text, max);
    }

    void answer(int offset, Page<String> page) {
        requests.get(offset).complete(page);
    }

    void fail(int offset) {
        requests.get(offset).completeExceptionally(ApiException.noAnswer("page at " + offset, null));
    }

    /** Objects {@code from} to {@code to - 1}. */
    static Page<String> page(Integer count, int from, int to) {
        return page(count, ids(from, to), List.of(), 0);
    }

    static Page<String> page(Integer count, List<String> objects, List<Malformed> malformed, int nulls) {
        return ApiPage.aPage(objects)
                .count(count)
                .apiId("api-id")
                .malformed(malformed)
                .nulls(nulls)
                .build();
    }

    static Page<String> nullPage(Integer count) {
        return ApiPage.<String>aPage(List.of())
                .count(count)
                .apiId("api-id")
                .isNull()
                .build();
    }

    static List<String> ids(int from, int to) {
        List<String> ids = new ArrayList<>();
        for (int i = from; i < to; i++) {
            ids.add("c" + i);
        }
        return ids;
    }

    /** A call that cannot be read. */
    static Malformed bad(String id) {
        return new Malformed(Malformed.CALL, id, null, "It is not a JSON object.", "api-id", "17");
    }
}
