package io.github.mpcconnect.ingest;

import io.github.mpcconnect.timeline.Position;

import java.util.List;

/**
 * What goes out together: the items of one window of one account, or the changes of its live calls, in the order in
 * which they are sent.
 *
 * @param accountId the account's auth id
 * @param before how far its stream had been read before it; null where nothing of it was
 * @param after how far that is once the last item is sent
 * @param items never empty
 */
public record Batch(String accountId, Position before, Position after, List<Item> items) {}
