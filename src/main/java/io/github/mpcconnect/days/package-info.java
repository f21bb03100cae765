/**
 * Ended calls, day by day. {@code EndedCalls} starts the work that is due of four kinds: {@code NewCalls},
 * {@code GapRetries}, {@code Audits} and {@code History}. Each reads windows ({@code days.read}), updates the
 * {@code DayState} of a day ({@code days.state}; {@code days.sent} for what was sent), and sends complete batches
 * ({@code days.send}).
 */
package io.github.mpcconnect.days;
