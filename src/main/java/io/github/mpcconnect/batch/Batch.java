package io.github.mpcconnect.batch;

import io.github.mpcconnect.offset.Position;
import io.github.mpcconnect.request.Work;

import java.util.List;

/**
 * What goes to Kafka together: frozen, offset included, when it enters the {@link BatchQueue}.
 *
 * @param account whose it is
 * @param work the kind of work that it came from
 * @param before the position stored before it; null where nothing was
 * @param after the position once it is in Kafka, of the same day or of the live stream
 * @param items never empty
 */
public record Batch(Account account, Work work, Position before, Position after, List<Item> items) {}
