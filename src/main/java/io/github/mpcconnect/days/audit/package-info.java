/** Compares days with the API: counts, calls one by one, and what an earlier run sent. */
package io.github.mpcconnect.days.audit;
