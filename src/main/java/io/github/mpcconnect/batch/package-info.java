/** What passes from reading to records: batches, their contents, and the queue that the task polls. */
package io.github.mpcconnect.batch;
