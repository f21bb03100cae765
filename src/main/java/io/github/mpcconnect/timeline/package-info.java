/** Days, windows and sets of instants: pure arithmetic on UTC time, without I/O or a clock. */
package io.github.mpcconnect.timeline;
