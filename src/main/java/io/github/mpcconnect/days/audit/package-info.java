/** Compares days with the API: counts, individual calls, and the calls that an earlier run sent. */
package io.github.mpcconnect.days.audit;
