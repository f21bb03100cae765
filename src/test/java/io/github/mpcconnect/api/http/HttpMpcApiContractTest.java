package io.github.mpcconnect.api.http;

import io.github.mpcconnect.api.MpcApi;
import io.github.mpcconnect.api.MpcApiContract;
import io.github.mpcconnect.api.json.UnknownFields;
import io.github.mpcconnect.simulator.PlivoSimulator;
import org.junit.jupiter.api.AfterEach;

import java.net.URI;
import java.time.Duration;

class HttpMpcApiContractTest extends MpcApiContract {

    private final PlivoSimulator simulator = PlivoSimulator.start(world);
    private final HttpTransport transport = new HttpTransport(Settings.within(Duration.ofSeconds(10)));
    private final MpcApi api = new HttpMpcApi(
            transport,
            clock,
            new UnknownFields(),
            URI.create(simulator.url()),
            account.authId(),
            account.authToken(),
            true);

    @Override
    protected MpcApi api() {
        return api;
    }

    @AfterEach
    void close() {
        transport.close();
        simulator.close();
    }
}
