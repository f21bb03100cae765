/** Reads the accounts of a task on one loop: starts each account and runs the work that is due. */
package io.github.mpcconnect.ingest;
