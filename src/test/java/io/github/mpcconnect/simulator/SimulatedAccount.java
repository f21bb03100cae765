package io.github.mpcconnect.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;

/** An account: its credentials, zone, allowance and calls. All but the auth id can be changed while it is served. */
public final class SimulatedAccount {
    private final String authId;
    private final CallTable calls = new CallTable();
    private volatile String authToken;
    private volatile ZoneOffset zone = ZoneOffset.UTC;
    private volatile Allowance allowance = Allowance.PLIVOS_DEFAULT;

    /** At most so many requests in any span of that length. */
    public record Allowance(int requests, Duration period) {
        public static final Allowance PLIVOS_DEFAULT = new Allowance(300, Duration.ofSeconds(5));
        public static final Allowance UNLIMITED = new Allowance(Integer.MAX_VALUE, Duration.ofSeconds(5));
    }

    SimulatedAccount(String authId, String authToken) {
        this.authId = authId;
        this.authToken = authToken;
    }

    public String authId() {
        return authId;
    }

    public String authToken() {
        return authToken;
    }

    public CallTable calls() {
        return calls;
    }

    public ZoneOffset zone() {
        return zone;
    }

    public Allowance allowance() {
        return allowance;
    }

    /** From now on only this token is right. */
    public SimulatedAccount token(String value) {
        authToken = value;
        return this;
    }

    /** The zone of the times in answers, such as {@code +05:30}. */
    public SimulatedAccount zone(String offset) {
        zone = ZoneOffset.of(offset);
        return this;
    }

    public SimulatedAccount allow(int requests, Duration period) {
        allowance = new Allowance(requests, period);
        return this;
    }

    public SimulatedAccount unlimited() {
        allowance = Allowance.UNLIMITED;
        return this;
    }

    /** What the API returns of the participants of calls that are over; a call's own mood wins. */
    public SimulatedAccount mood(Mood mood) {
        calls.mood(mood);
        return this;
    }

    public SimulatedAccount add(CallBuilder call) {
        calls.put(call.build());
        return this;
    }

    public SimulatedAccount add(SimulatedCall... added) {
        return add(List.of(added));
    }

    public SimulatedAccount add(Collection<SimulatedCall> added) {
        added.forEach(calls::put);
        return this;
    }

    /** Ends a call; it must be there. */
    public SimulatedAccount end(String mpcUuid, Instant at) {
        calls.put(calls.find(mpcUuid).orElseThrow().endingAt(at));
        return this;
    }
}
