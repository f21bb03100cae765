package io.github.mpcconnect.simulation;

import io.github.mpcconnect.timeline.Day;

import java.time.Duration;
import java.time.Instant;

/** What happens to the connector, or to the API's clock. */
sealed interface Event {

    Instant at();

    /** It is killed and starts again after a while. */
    record Crash(Instant at, Duration down) implements Event {}

    /** It is stopped in good order and starts again after a while. */
    record Stop(Instant at, Duration down) implements Event {}

    /** It is not polled for a while. */
    record Pause(Instant at, Duration length) implements Event {}

    /** The API's clock moves ahead. */
    record Jump(Instant at, Duration by) implements Event {}

    /** It is stopped, and the offset of a day is altered; null: reset. */
    record Alter(Instant at, Day day, Instant endTime) implements Event {}
}
