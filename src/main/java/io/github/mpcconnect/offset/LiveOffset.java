package io.github.mpcconnect.offset;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What stands in the live tables.
 *
 * @param seenAt the API's clock of the poll that it was read by
 * @param open the calls' ids, each with those of its participants
 */
public record LiveOffset(Instant seenAt, Map<String, List<String>> open) implements Position {}
