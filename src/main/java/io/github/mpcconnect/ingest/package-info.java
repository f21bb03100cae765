/** The reading of a task's accounts on one loop: their start, and what is due next. */
package io.github.mpcconnect.ingest;
