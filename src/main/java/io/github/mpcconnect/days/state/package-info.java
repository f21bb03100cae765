/** The state of one day that is not final: what was listed, what waits, what is missing. Pure. */
package io.github.mpcconnect.days.state;
