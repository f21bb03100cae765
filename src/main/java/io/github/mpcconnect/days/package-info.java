/**
 * Ended calls, day by day. {@code EndedCalls} lets four kinds of work start what is due: {@code NewCalls},
 * {@code GapRetries}, {@code Audits} and {@code History}. Each reads windows ({@code days.read}), keeps all that is
 * known of a day in its {@code DayState} ({@code days.state}, and {@code days.sent} for what has left), and passes
 * complete batches on ({@code days.send}).
 */
package io.github.mpcconnect.days;
