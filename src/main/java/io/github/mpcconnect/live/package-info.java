/**
 * Calls in progress: polling the API, the rows of the live tables, and the participants seen until the call's own
 * record is sent. Everything runs on the task's loop.
 */
package io.github.mpcconnect.live;
