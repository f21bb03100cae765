/**
 * Calls in progress: what the tables of live calls show, the polls that follow the API, and what was seen of a call's
 * participants until its own record is sent. Everything runs on the task's loop.
 */
package io.github.mpcconnect.live;
