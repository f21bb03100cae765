package io.github.mpcconnect.api;

import io.github.mpcconnect.simulator.PlivoSimulator;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.api.AfterEach;

import java.io.IOException;
import java.time.Duration;

class HttpMpcApiContractTest extends MpcApiContract {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final PlivoSimulator simulator = PlivoSimulator.start(world);
    private final CloseableHttpClient client = HttpClients.create(2, TIMEOUT, TIMEOUT, "test", null);
    private final MpcApi api = new HttpMpcApi(
            client,
            new BodyReader(TIMEOUT, System::nanoTime),
            clock,
            simulator.url(),
            account.authId(),
            account.authToken());

    @Override
    MpcApi api() {
        return api;
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        simulator.close();
    }
}
