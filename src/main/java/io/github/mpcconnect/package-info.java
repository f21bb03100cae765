/**
 * The connector and its task, as Kafka Connect sees them. How one call passes through the packages:
 *
 * <ol>
 *   <li>{@code ingest}: the task's loop. An account starts, and each step begins the work that is due.
 *   <li>{@code days}: {@code NewCalls} or {@code History} chooses a window of a day.
 *   <li>{@code days.read}: {@code WindowLister} lists it.
 *   <li>{@code request}: when the account's allowance has a permit, the most urgent request is sent.
 *   <li>{@code api}: the page is read and parsed; {@code Listing} proves all pages of the window.
 *   <li>{@code days.state}: {@code Books} decides which of the listed calls have to be sent; {@code DayState} holds
 *       each of them as pending.
 *   <li>{@code days.send}: {@code Sender} has the participants read, adds what was seen while the call was live, and
 *       freezes the window's batch with the day's offset.
 *   <li>{@code batch}: the batch waits in the {@code BatchQueue} until the task polls.
 *   <li>{@code record}, {@code offset}: it becomes source records with the offset of its day.
 * </ol>
 *
 * {@code days.audit} lists each day again until it is closed. {@code live} follows calls in progress.
 */
package io.github.mpcconnect;
