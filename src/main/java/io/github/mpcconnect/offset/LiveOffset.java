package io.github.mpcconnect.offset;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The position of an account's live calls: the keys in the live tables.
 *
 * @param seenAt when the calls were polled, by the API's clock
 * @param open the ids of the calls, each with the ids of its participants
 */
public record LiveOffset(Instant seenAt, Map<String, List<String>> open) implements Position {}
