/** Combines what was read into batches, sends them, and decides when a day becomes final. */
package io.github.mpcconnect.days.send;
