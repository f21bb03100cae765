/**
 * Live calls as a table: what was seen before and what is seen now, and the changes between. Pure; no I/O, no clock.
 */
package io.github.mpcconnect.live;
