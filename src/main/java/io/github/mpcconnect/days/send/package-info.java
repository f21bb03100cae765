/** The way out: from what was read to batches, and when a day becomes final. */
package io.github.mpcconnect.days.send;
