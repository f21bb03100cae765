/** What was sent of one day: which calls, their totals, and what stands for them over a restart. Pure. */
package io.github.mpcconnect.days.sent;
