package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.timeline.Ledger.Part;
import io.github.mpcconnect.timeline.Watermark;
import io.github.mpcconnect.timeline.Window;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * All calls of a window, proven: every page told the same count, and there are just as many distinct calls.
 *
 * @param calls those that could be read
 * @param malformed those that could not; they count, too
 */
record CallList(List<MultiPartyCall> calls, List<Malformed> malformed) {

    int size() {
        return calls.size() + malformed.size();
    }

    /** The ids of all calls, as far as they can be told. */
    List<String> ids() {
        List<String> ids = new ArrayList<>(size());
        calls.forEach(call -> ids.add(call.mpcUuid()));
        malformed.stream().map(Malformed::mpcUuid).filter(id -> id != null).forEach(ids::add);
        return ids;
    }

    /** These calls as a part of a day's ledger; those of which the id cannot be told only count. */
    Part part(Window window) {
        List<String> ids = ids();
        long[] bits = ids.stream().mapToLong(Watermark::bitsOf).toArray();
        return Part.of(window, size(), Watermark.checkOf(ids), bits);
    }

    /** The calls of which the id's bits are not among given ones; those without an id are left out. */
    CallList without(LongPredicate handled) {
        return new CallList(
                calls.stream()
                        .filter(call -> !handled.test(Watermark.bitsOf(call.mpcUuid())))
                        .toList(),
                malformed.stream()
                        .filter(object -> object.mpcUuid() != null && !handled.test(Watermark.bitsOf(object.mpcUuid())))
                        .toList());
    }

    /** What pages of one search add up to. */
    sealed interface Sum permits Proven, Mismatch {}

    record Proven(CallList list) implements Sum {}

    /**
     * The pages do not add up.
     *
     * @param told what they told as their count, each of it once
     * @param distinct how many distinct calls they hold
     */
    record Mismatch(List<Integer> told, int distinct) implements Sum {}

    static Sum sum(List<Page<MultiPartyCall>> pages) {
        Map<String, MultiPartyCall> calls = new LinkedHashMap<>();
        Map<String, Malformed> malformed = new LinkedHashMap<>();
        for (Page<MultiPartyCall> page : pages) {
            page.objects().forEach(call -> calls.putIfAbsent(call.mpcUuid(), call));
            page.malformed().forEach(object -> malformed.putIfAbsent(identity(object), object));
        }
        malformed.keySet().removeAll(calls.keySet());
        int distinct = calls.size() + malformed.size();
        List<Integer> told = pages.stream().map(Page::count).distinct().toList();
        boolean addsUp = told.size() == 1 && told.get(0) != null && told.get(0) == distinct;
        return addsUp
                ? new Proven(new CallList(List.copyOf(calls.values()), List.copyOf(malformed.values())))
                : new Mismatch(told, distinct);
    }

    private static String identity(Malformed object) {
        return object.mpcUuid() == null ? object.raw() : object.mpcUuid();
    }
}
