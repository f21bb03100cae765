/** Days, windows, watermarks and what is due next: pure arithmetic on UTC time, with no I/O and no clock of its own. */
package io.github.mpcconnect.timeline;
