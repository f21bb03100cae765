package io.github.mpcconnect.simulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All that is true at the API: its clock and its accounts with their calls. Thread-safe, also while it is served. */
public final class World {
    private final SimulatedClock clock;
    private final Map<String, SimulatedAccount> accounts = new ConcurrentHashMap<>();

    public World(SimulatedClock clock) {
        this.clock = clock;
    }

    public SimulatedClock clock() {
        return clock;
    }

    /** A new account, in UTC and with Plivo's default allowance. */
    public SimulatedAccount addAccount(String authId, String authToken) {
        SimulatedAccount account = new SimulatedAccount(authId, authToken);
        accounts.put(authId, account);
        return account;
    }

    /** Null where there is none. */
    public SimulatedAccount account(String authId) {
        return accounts.get(authId);
    }
}
