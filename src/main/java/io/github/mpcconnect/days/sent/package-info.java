/** What was sent for one day: the calls, their totals, and the sketch that replaces the ids after a restart. Pure. */
package io.github.mpcconnect.days.sent;
