package io.github.mpcconnect.ingest;

import io.github.mpcconnect.timeline.Watermark;

import java.util.List;

/**
 * What goes out together: the items of one window of one account, in the order in which they are sent.
 *
 * @param accountId the account's auth id
 * @param before how far the window's day had been read before it; null where nothing of the day was
 * @param after how far it is read once the last item is sent
 * @param items never empty
 */
public record Batch(String accountId, Watermark before, Watermark after, List<Item> items) {}
