package io.github.mpcconnect.simulator;

import io.github.mpcconnect.simulator.SimulatedRequest.Kind;

import java.util.function.Predicate;

/** Which requests are meant; combine with {@code and}, {@code or}, {@code negate}. */
public final class Match {
    private Match() {}

    public static Predicate<SimulatedRequest> everything() {
        return request -> true;
    }

    /** Requests for the list of calls. */
    public static Predicate<SimulatedRequest> calls() {
        return request -> request.kind() == Kind.CALLS;
    }

    public static Predicate<SimulatedRequest> participants() {
        return request -> request.kind() == Kind.PARTICIPANTS;
    }

    /** Requests for the participants of that call, by its id. */
    public static Predicate<SimulatedRequest> participantsOf(String mpcUuid) {
        return request -> request.subject().equals("uuid_" + mpcUuid);
    }

    public static Predicate<SimulatedRequest> account(String authId) {
        return request -> request.account().equals(authId);
    }

    public static Predicate<SimulatedRequest> param(String name, String value) {
        return request -> value.equals(request.params().get(name));
    }

    /** Pages after the first. */
    public static Predicate<SimulatedRequest> laterPages() {
        return request -> request.number("offset", 0) > 0;
    }
}
