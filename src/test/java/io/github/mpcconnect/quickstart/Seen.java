package io.github.mpcconnect.quickstart;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** What the topics hold, as far as it is shown. Times and texts may be null, as the API may tell none. */
sealed interface Seen {

    /** The call that it is, or that it belongs to. */
    String mpcUuid();

    /**
     * A call that ended.
     *
     * @param participants null where they are not known
     * @param arrived the record's time
     */
    record Call(
            String mpcUuid,
            String name,
            Instant end,
            Duration length,
            Integer participants,
            BigDecimal amount,
            String cause,
            Instant arrived)
            implements Seen {}

    /** A participant of a call. */
    record Participant(String mpcUuid, String memberId, String role, Instant join, Instant exit) implements Seen {}
}
