package io.github.mpcconnect.api.http;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.api.MpcApi;
import io.github.mpcconnect.api.json.UnknownFields;
import io.github.mpcconnect.simulator.Effect;
import io.github.mpcconnect.simulator.Match;
import io.github.mpcconnect.simulator.PlivoSimulator;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** How long the API wants the client to wait. */
class RetryAfterTest {

    private final World world = new World(SimulatedClock.stoppedAt(Instant.parse("2026-11-21T12:00:00Z")));
    private final PlivoSimulator simulator = PlivoSimulator.start(world);
    private final HttpTransport transport = new HttpTransport(Settings.within(Duration.ofSeconds(5)));

    @AfterEach
    void close() {
        transport.close();
        simulator.close();
    }

    private ApiException failure() {
        ApiClock clock = new ApiClock(Duration.ofSeconds(60), () -> 0);
        MpcApi api = new HttpMpcApi(
                transport, clock, new UnknownFields(), URI.create(simulator.url()), "MA0", "token", false);
        return catchThrowableOfType(ApiException.class, () -> Await.value(api.calls(CallQuery.HARMLESS)));
    }

    @ParameterizedTest
    @CsvSource({
        "7, PT7S",
        "0, PT0S",
        "' 12 ', PT12S",
        "999999999, PT277777H46M39S",
        "'Sat, 21 Nov 2026 12:00:30 GMT', PT30S",
        "'Sat, 21 Nov 2026 11:00:00 GMT', PT0S"
    })
    void retry_after_is_seconds_or_a_date_compared_with_the_responses_own(String value, Duration wait) {
        simulator.faults().always(Match.calls(), Effect.status(429, "Retry-After", value));
        assertThat(failure().retryAfter()).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "1.5", "99999999999", ""})
    void a_retry_after_that_means_nothing_is_ignored(String value) {
        simulator.faults().always(Match.calls(), Effect.status(503, "Retry-After", value));
        assertThat(failure().retryAfter()).isEmpty();
    }

    @Test
    void a_retry_after_date_without_a_date_to_compare_with_is_ignored() {
        simulator
                .faults()
                .always(Match.calls(), Effect.status(429, "Retry-After", "Sat, 21 Nov 2026 12:00:30 GMT"))
                .always(Match.calls(), Effect.withoutDate());
        assertThat(failure().retryAfter()).isEmpty();
    }
}
