package io.github.mpcconnect.batch;

import io.github.mpcconnect.offset.DayOffset;

import java.time.Instant;

/**
 * A day's row in the table of days.
 *
 * @param offset what the batch stores for the day: the row says the same
 * @param observedAt the API's clock when it was made
 */
public record DayRow(DayOffset offset, Instant observedAt) implements Item {}
