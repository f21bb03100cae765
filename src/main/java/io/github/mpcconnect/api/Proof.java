package io.github.mpcconnect.api;

import io.github.mpcconnect.api.Listed.Outcome;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Combines the pages of a query and decides whether they are proven: the number of distinct objects must equal the
 * count reported on every page. Objects are distinct by id; nulls and objects without an id, by position.
 *
 * <p>If an object is readable on one page and malformed on another, the readable version counts. Malformed participants
 * with the same id are distinct if their JSON differs, because a person can leave and come back.
 */
final class Proof<T> {

    private final List<Page<T>> pages;
    private final Function<T, String> id;
    private final Map<String, T> objects = new LinkedHashMap<>();
    private final List<Malformed> malformed = new ArrayList<>();
    private int nulls;
    private boolean isNull;

    /** @param pages in the order of their offsets, at least one; null for a page that failed */
    Proof(List<Page<T>> pages, Function<T, String> id) {
        this.pages = pages;
        this.id = id;
        List<Page<T>> answered = pages.stream().filter(Objects::nonNull).toList();
        answered.forEach(page -> page.objects().forEach(object -> objects.put(id.apply(object), object)));
        Set<String> seen = new HashSet<>(objects.keySet());
        for (Page<T> page : answered) {
            page.malformed().stream().filter(each -> isNew(each, seen)).forEach(malformed::add);
            nulls += page.nulls();
            isNull |= page.isNull();
        }
    }

    private boolean isNew(Malformed object, Set<String> seen) {
        if (object.id() == null) {
            return true;
        }
        return Malformed.PARTICIPANT.equals(object.resource())
                ? !objects.containsKey(object.id()) && seen.add(object.id() + '\n' + object.raw())
                : seen.add(object.id());
    }

    Listed<T> listed(int max) {
        Page<T> first = pages.get(0);
        Integer count = first == null ? null : first.count();
        return new Listed<>(
                List.copyOf(objects.values()),
                List.copyOf(malformed),
                nulls,
                isNull,
                count == null ? -1 : count,
                outcome(count, max));
    }

    private Outcome outcome(Integer count, int max) {
        if (pages.contains(null)) {
            return Outcome.INCOMPLETE;
        }
        if (isNull || !pages.get(0).isFull()) {
            return Outcome.MISMATCH;
        }
        if (count > max) {
            return Outcome.TOO_MANY;
        }
        boolean sameCount = pages.stream().allMatch(page -> count.equals(page.count()));
        boolean allDistinct = objects.size() + malformed.size() + nulls == count;
        return sameCount && allDistinct ? Outcome.PROVEN : Outcome.MISMATCH;
    }
}
