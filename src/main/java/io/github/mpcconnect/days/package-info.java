/**
 * Ended calls, day by day. {@code EndedCalls} lets four kinds of work start what is due: {@code NewCalls},
 * {@code GapRetries}, {@code Audits} and {@code History}. Each lists windows; {@code Books} says which of the listed
 * calls have to leave; {@code DayState} holds all that is known of a day; {@code Sender} completes calls with their
 * participants and passes batches on.
 */
package io.github.mpcconnect.days;
