/**
 * The connector and its task, as Kafka Connect sees them. An ended call passes through these packages:
 *
 * <ol>
 *   <li>{@code ingest}: the task's loop starts each account, and each step starts the work that is due.
 *   <li>{@code days}: {@code NewCalls} or {@code History} chooses a window of a day.
 *   <li>{@code days.read}: {@code WindowLister} lists it.
 *   <li>{@code request}: when the account's allowance has a permit, the most urgent request is sent.
 *   <li>{@code api}: the page is read and parsed; {@code Listing} proves all pages of the window.
 *   <li>{@code days.state}: {@code Books} decides which of the listed calls have to be sent; {@code DayState} keeps
 *       them as pending.
 *   <li>{@code days.send}: {@code Sender} requests the participants; {@code Outbox} adds those seen while the call was
 *       live, and creates an immutable batch for the window, with the offset of the day.
 *   <li>{@code batch}: the batch waits in the {@code BatchQueue} until the task polls.
 *   <li>{@code record}, {@code offset}: the batch becomes source records with the offset of its day.
 * </ol>
 *
 * {@code days.audit} lists each day again until it is closed. {@code live} follows calls in progress.
 */
package io.github.mpcconnect;
