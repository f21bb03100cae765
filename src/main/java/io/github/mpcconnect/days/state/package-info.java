/** The state of a day that is not final: what was listed, what is waiting, what is missing. Pure. */
package io.github.mpcconnect.days.state;
