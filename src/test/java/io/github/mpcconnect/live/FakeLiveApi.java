package io.github.mpcconnect.live;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.ApiPage;
import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.MpcApi;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.request.Loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The API in memory: calls in progress and who is in them, answered as they are half a round trip after the request.
 */
final class FakeLiveApi implements MpcApi {

    final Map<String, MultiPartyCall> calls = new TreeMap<>();
    final Map<String, List<Participant>> participants = new HashMap<>();
    /** By request, as in {@code active/20} or {@code a/0}: what is returned in place of the truth. */
    final Map<String, Supplier<Page<?>>> instead = new HashMap<>();

    final Map<String, Integer> requests = new LinkedHashMap<>();
    final List<CallQuery> queries = new ArrayList<>();
    private final Loop loop;
    private final Duration roundTrip;

    FakeLiveApi(Loop loop, Duration roundTrip) {
        this.loop = loop;
        this.roundTrip = roundTrip;
    }

    void put(MultiPartyCall call, Participant... inside) {
        calls.put(call.mpcUuid(), call);
        participants.put(call.mpcUuid(), List.of(inside));
    }

    void end(String mpcUuid) {
        calls.remove(mpcUuid);
        participants.remove(mpcUuid);
    }

    void fail(String request) {
        instead.put(request, () -> {
            throw ApiException.noAnswer("503 for " + request, null);
        });
    }

    @Override
    public CompletableFuture<Page<MultiPartyCall>> calls(CallQuery query) {
        queries.add(query);
        return answer(query.status() + "/" + query.offset(), () -> {
            List<MultiPartyCall> matching = calls.values().stream()
                    .filter(call -> call.status().equals(query.status()))
                    .sorted(Comparator.comparing(MultiPartyCall::creationTime).reversed())
                    .toList();
            return page(matching, query.offset());
        });
    }

    @Override
    public CompletableFuture<Page<Participant>> participants(String mpcUuid, int offset) {
        return answer(mpcUuid + "/" + offset, () -> {
            if (!participants.containsKey(mpcUuid)) {
                throw new ApiException(ApiException.Kind.NOT_FOUND, 404, null, "no call " + mpcUuid, null);
            }
            return page(participants.get(mpcUuid), offset);
        });
    }

    private static <T> Page<T> page(List<T> all, int offset) {
        int from = Math.min(offset, all.size());
        List<T> objects = List.copyOf(all.subList(from, Math.min(from + PAGE_SIZE, all.size())));
        return ApiPage.aPage(objects).count(all.size()).apiId("an answer").build();
    }

    static <T> Page<T> page(List<T> objects, List<Malformed> malformed, int nulls) {
        int count = objects.size() + malformed.size() + nulls;
        return ApiPage.aPage(objects)
                .count(count)
                .apiId("an answer")
                .malformed(malformed)
                .nulls(nulls)
                .build();
    }

    @SuppressWarnings("unchecked")
    private <T> CompletableFuture<Page<T>> answer(String request, Supplier<Page<T>> truth) {
        requests.merge(request, 1, Integer::sum);
        CompletableFuture<Page<T>> answer = new CompletableFuture<>();
        Duration half = roundTrip.dividedBy(2);
        loop.schedule(half, () -> {
            try {
                Supplier<Page<?>> other = instead.get(request);
                Page<T> page = other == null ? truth.get() : (Page<T>) other.get();
                loop.schedule(half, () -> answer.complete(page));
            } catch (ApiException e) {
                loop.schedule(half, () -> answer.completeExceptionally(e));
            }
        });
        return answer;
    }
}
