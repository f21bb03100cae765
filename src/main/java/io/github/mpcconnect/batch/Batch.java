package io.github.mpcconnect.batch;

import io.github.mpcconnect.offset.Position;
import io.github.mpcconnect.request.Work;

import java.util.List;

/**
 * Items that are sent to Kafka together. A batch is immutable, including its offset, once it enters the
 * {@link BatchQueue}.
 *
 * @param account the account of all items
 * @param work the kind of work that created it
 * @param before the position before the batch; null if nothing has been stored
 * @param after the position once the batch is in Kafka, of the same day or of the live stream
 * @param items never empty
 */
public record Batch(Account account, Work work, Position before, Position after, List<BatchItem> items) {}
