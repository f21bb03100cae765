package io.github.mpcconnect.batch;

import io.github.mpcconnect.offset.DayOffset;

import java.time.Instant;

/**
 * The row of a day in the table of days.
 *
 * @param offset the offset that the batch stores for the day; the row has the same values
 * @param observedAt when the row was created, by the API's clock
 */
public record DayRow(DayOffset offset, Instant observedAt) implements BatchItem {}
