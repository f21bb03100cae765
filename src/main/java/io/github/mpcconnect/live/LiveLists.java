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

/** The two lists of one poll. A call with an end is over, whichever list returned it. */
record LiveLists(Listed<MultiPartyCall> initialized, Listed<MultiPartyCall> active) {

    /** Whether all pages were answered: a call that is in neither list is missing. */
    boolean isAnswered() {
        return isAnswered(initialized) && isAnswered(active);
    }

    private static boolean isAnswered(Listed<MultiPartyCall> list) {
        boolean isVoid =
                list.count() > 0 && list.objects().isEmpty() && list.malformed().isEmpty();
        return !list.isNull() && !isVoid && (list.outcome() == Outcome.PROVEN || list.outcome() == Outcome.MISMATCH);
    }

    /** The calls in progress; the second list is the later one. */
    Collection<MultiPartyCall> calls() {
        Map<String, MultiPartyCall> calls = new LinkedHashMap<>();
        Stream.of(initialized, active).forEach(list -> readable(list).forEach(call -> calls.put(call.mpcUuid(), call)));
        return calls.values();
    }

    private static Stream<MultiPartyCall> readable(Listed<MultiPartyCall> list) {
        return list.objects().stream().filter(call -> call.endTime() == null);
    }

    /** The ids of all calls listed, those included that are malformed. */
    Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>(ids(initialized));
        ids.addAll(ids(active));
        return ids;
    }

    /** The ids of the calls that have participants. */
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
