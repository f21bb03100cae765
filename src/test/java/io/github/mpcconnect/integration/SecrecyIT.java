package io.github.mpcconnect.integration;

import io.github.mpcconnect.config.PlivoMpcConfig;
import io.github.mpcconnect.simulator.Effect;
import io.github.mpcconnect.simulator.SimulatedParticipant;
import io.github.mpcconnect.support.Beans;
import io.github.mpcconnect.support.LogLines;
import io.github.mpcconnect.support.RunningConnector;
import io.github.mpcconnect.support.Trial;
import io.github.mpcconnect.support.Wait;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** A whole session, with everything that our own loggers say, holds no token and nobody's number. */
class SecrecyIT {

    private static final String TOKEN = "t0psecr3tT0ken";
    private static final int CALLS = 100;

    private final List<String> shown = new ArrayList<>();

    @Test
    void no_token_and_no_address_appears_anywhere() {
        try (LogLines log = LogLines.of("io.github.mpcconnect", Level.DEBUG);
                Trial trial =
                        Trial.at("2026-11-21T12:00:00Z").calls(CALLS, "2026-11-20T10:00:00Z", "2026-11-21T11:00:00Z")) {
            List<String> addresses = trial.all().stream()
                    .flatMap(call -> call.participants().stream())
                    .map(SimulatedParticipant::memberAddress)
                    .distinct()
                    .toList();
            session(trial);
            shown.addAll(log.all());

            assertThat(addresses).isNotEmpty();
            assertThat(log.with("WARN")).isNotEmpty();
            List<String> secrets = Stream.concat(secrets(), addresses.stream()).toList();
            assertThat(shown).allSatisfy(line -> assertThat(line).doesNotContain(secrets));
        }
    }

    private static Stream<String> secrets() {
        byte[] credentials = ("MATRIAL:" + TOKEN).getBytes(StandardCharsets.UTF_8);
        return Stream.of(TOKEN, Base64.getEncoder().encodeToString(credentials), "Basic ");
    }

    /** Errors of every kind, malformed objects, success, and in the end a token that is not accepted any more. */
    private void session(Trial trial) {
        disturb(trial);
        try (RunningConnector connector = trial.connector("secrecy")
                .with("behavior.on.malformed", "skip")
                .with("validate.credentials", "false")
                .with("audit.days", "2")
                .with("audit.interval.ms", "500")
                .with("audit.listing.interval.ms", "1000")
                .with("live.enabled", "true")
                .start()) {
            connector.calls().until(lines -> lines.size() >= CALLS);
            trial.call("2026-11-21T10:30:00Z");
            connector.calls().until(lines -> lines.size() >= CALLS + 1);
            shown.addAll(Beans.texts("secrecy", "MATRIAL"));
            trial.api().faults().clear();
            trial.account().token("an0ther");
            Wait.until("the task to fail", () -> status(connector).contains("FAILED"));
            shown.add(status(connector));
            shown.add(connector.rest().offsets("secrecy").toString());
        }
        shown.add(new PlivoMpcConfig(Map.of("plivo.auth.id", "MATRIAL", "plivo.auth.token", TOKEN))
                .accounts()
                .toString());
    }

    private static String status(RunningConnector connector) {
        return connector.rest().status("secrecy").toString();
    }

    private static void disturb(Trial trial) {
        trial.api().faults().sometimes(0.1, 1, request -> true, Effect.status(503));
        trial.api().faults().sometimes(0.05, 2, request -> true, Effect.cutBody());
        trial.api().faults().sometimes(0.05, 3, request -> true, Effect.countOff(1));
        trial.api().faults().times(3, request -> true, Effect.html());
        trial.api().faults().times(3, request -> true, Effect.objectsNotAnArray());
        trial.api().faults().sometimes(0.1, 4, request -> true, Effect.objects(object -> {
            if (object.has("member_id")) {
                object.put("join_time", "in the morning");
            }
        }));
    }
}
