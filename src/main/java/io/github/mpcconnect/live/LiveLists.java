package io.github.mpcconnect.live;

import io.github.mpcconnect.api.Listed;
import io.github.mpcconnect.api.Listed.Outcome;
import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.MultiPartyCall;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The two lists of one poll. A call with an end time has ended, even if a list of live calls contains it. */
record LiveLists(Listed<MultiPartyCall> initialized, Listed<MultiPartyCall> active) {

    /** Whether all pages were answered. Only then does it mean anything that a call is in neither list. */
    boolean isAnswered() {
        return isAnswered(initialized) && isAnswered(active);
    }

    private static boolean isAnswered(Listed<MultiPartyCall> list) {
        boolean isEmptyDespiteCount =
                list.count() > 0 && list.objects().isEmpty() && list.malformed().isEmpty();
        return !list.isNull()
                && !isEmptyDespiteCount
                && (list.outcome() == Outcome.PROVEN || list.outcome() == Outcome.MISMATCH);
    }

    /** The calls in progress. A call in both lists is taken from the second one, which is newer. */
    Collection<MultiPartyCall> calls() {
        Map<String, MultiPartyCall> calls = new LinkedHashMap<>();
        Stream.of(initialized, active).forEach(list -> readable(list).forEach(call -> calls.put(call.mpcUuid(), call)));
        return calls.values();
    }

    private static Stream<MultiPartyCall> readable(Listed<MultiPartyCall> list) {
        return list.objects().stream().filter(call -> call.endTime() == null);
    }

    /** The ids of all calls in progress, including malformed ones. */
    Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>(ids(initialized));
        ids.addAll(ids(active));
        return ids;
    }

    /** The ids of the active calls, which can have participants. */
    Set<String> activeIds() {
        return ids(active);
    }

    private static Set<String> ids(Listed<MultiPartyCall> list) {
        Set<String> ids = new LinkedHashSet<>();
        readable(list).map(MultiPartyCall::mpcUuid).forEach(ids::add);
        list.malformed().stream()
                .map(Malformed::mpcUuid)
                .filter(Objects::nonNull)
                .forEach(ids::add);
        return ids;
    }

    List<Malformed> malformed() {
        List<Malformed> malformed = new ArrayList<>(initialized.malformed());
        malformed.addAll(active.malformed());
        return malformed;
    }
}
