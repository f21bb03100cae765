package io.github.mpcconnect.record;

import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.batch.BatchItem;
import io.github.mpcconnect.batch.EndedCall;
import io.github.mpcconnect.config.AccountSettings;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.LiveOffset;
import io.github.mpcconnect.offset.OffsetFormat;
import io.github.mpcconnect.offset.Position;
import org.apache.kafka.connect.source.SourceRecord;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Converts the batches of one account into source records, in the order of the batch, each call preceded by its
 * participants.
 *
 * <ul>
 *   <li>(A) All records of a batch carry the partition of its position.
 *   <li>(B) No record before the last call of a batch carries the new offset, unless the task itself commits each batch
 *       as a transaction. So a batch that was sent only in part is sent again.
 *   <li>(C) From the last call on, and in all of a batch without calls, every record carries the new offset. So it is
 *       stored even if a transform drops the records after the call.
 * </ul>
 */
public final class SourceRecords {

    private final Messages messages;
    private final String filter;
    private final boolean transactional;

    /**
     * @param transactional whether the task commits each batch as a transaction
     *     ({@code transaction.boundary=connector})
     */
    public SourceRecords(AccountSettings settings, boolean transactional) {
        this.messages = new Messages(settings.records());
        this.filter = settings.filter().inPartition();
        this.transactional = transactional;
    }

    public List<SourceRecord> of(Batch batch) {
        String accountId = batch.account().id();
        List<Message> all = new ArrayList<>();
        int lastCall = 0;
        for (BatchItem item : batch.items()) {
            messages.of(accountId, item).forEach(all::add);
            if (item instanceof EndedCall) {
                lastCall = all.size() - 1;
            }
        }
        Map<String, String> partition = partition(accountId, batch.after());
        Map<String, Object> after = offset(batch.after());
        Map<String, Object> before = transactional ? after : offset(batch.before());
        List<SourceRecord> records = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            records.add(all.get(i).at(partition, i < lastCall ? before : after));
        }
        return records;
    }

    /** The number of amounts rounded since the start because they had more decimal places than a record holds. */
    public long roundedAmounts() {
        return messages.roundedAmounts();
    }

    private Map<String, String> partition(String accountId, Position position) {
        return position instanceof DayOffset offset
                ? OffsetFormat.partition(accountId, offset.day(), filter)
                : OffsetFormat.livePartition(accountId, filter);
    }

    /** Null if there is no position yet; Connect then stores nothing. */
    private static Map<String, Object> offset(Position position) {
        if (position == null) {
            return null;
        }
        return position instanceof DayOffset offset
                ? OffsetFormat.offset(offset)
                : OffsetFormat.offset((LiveOffset) position);
    }
}
