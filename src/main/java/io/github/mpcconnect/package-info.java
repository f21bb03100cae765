/**
 * The connector and its task, as Kafka Connect sees them. The way of one call, package by package:
 *
 * <ol>
 *   <li>{@code ingest}: the task's loop; an account starts and lets the work begin that is due.
 *   <li>{@code days}: a window of a day is chosen ({@code NewCalls}, {@code History}) and listed
 *       ({@code WindowLister}).
 *   <li>{@code request}: when the account's allowance has a permit, the most urgent request is sent.
 *   <li>{@code api}: the page is read and parsed; all pages of the window are proven ({@code Listing}).
 *   <li>{@code days}: the call is pending in its {@code DayState} until its participants are read; {@code Sender}
 *       freezes the window's batch with the day's offset.
 *   <li>{@code live}: what was seen while the call was live is added, and its live rows end.
 *   <li>{@code batch}: the batch waits in the {@code BatchQueue} until the task polls.
 *   <li>{@code record}, {@code offset}: it becomes source records with the offset of its day.
 * </ol>
 *
 * Audits ({@code days.Audits}) list each day again until it is closed.
 */
package io.github.mpcconnect;
