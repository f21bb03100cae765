/** What the readers pass on to become records: batches, their items, and the queue that the task polls. */
package io.github.mpcconnect.batch;
