package io.github.mpcconnect.benchmark;

import java.time.Duration;

/** CPU time in microseconds: of the client, be it a worker or a bare one, of the API, and of the broker. */
record Cpu(double client, double api, double broker) {

    static Cpu of(Duration client, Duration api, Duration broker) {
        return new Cpu(client.toNanos() / 1e3, api.toNanos() / 1e3, broker.toNanos() / 1e3);
    }

    /** What each of so many calls has cost since an earlier look. */
    Cpu since(Cpu earlier, double calls) {
        return new Cpu(
                (client - earlier.client) / calls, (api - earlier.api) / calls, (broker - earlier.broker) / calls);
    }

    double all() {
        return client + api + broker;
    }
}
