package io.github.mpcconnect.benchmark;

import io.github.mpcconnect.simulator.CallGenerator;
import io.github.mpcconnect.simulator.PlivoSimulator;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.World;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * What the API answers, as text: a page of 20 calls, and the two participants of one of them.
 *
 * @param mpcUuid the call that the participants belong to
 */
public record Answers(String calls, String participants, String mpcUuid) {

    private static final String ACCOUNT = "MAANSWERS";

    /** As the simulated API answers. */
    public static Answers get() {
        World world = new World(SimulatedClock.running());
        SimulatedAccount account = world.addAccount(ACCOUNT, BenchmarkTask.TOKEN);
        Instant now = world.clock().instant();
        List<SimulatedCall> calls = CallGenerator.seeded(1)
                .plain()
                .participants(2)
                .ending(now.minus(Duration.ofHours(9)), now.minus(Duration.ofHours(1)))
                .calls(100);
        account.add(calls);
        String mpcUuid = calls.get(0).mpcUuid();
        try (PlivoSimulator simulator = PlivoSimulator.start(world)) {
            String list = simulator.url() + "/v1/Account/" + ACCOUNT + "/MultiPartyCall/";
            return new Answers(get(list), get(list + "uuid_" + mpcUuid + "/Participant/"), mpcUuid);
        }
    }

    private static String get(String url) {
        byte[] credentials = (ACCOUNT + ":" + BenchmarkTask.TOKEN).getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
