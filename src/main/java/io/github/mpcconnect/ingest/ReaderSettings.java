package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.config.OnMalformed;

import java.time.Duration;
import java.time.Instant;

/**
 * How an account is read.
 *
 * @param startTime where the past begins, rounded down to its day; null for what the API keeps
 * @param history how far back the API can be asked
 * @param newestFirst the order in which the past is read
 * @param pollInterval how often new calls are asked for
 * @param settleDelay how old an end time must be before its window is read
 * @param windowMaxCalls how many calls a window may hold
 * @param withParticipants whether participants are read
 * @param onMalformed what happens to an object that cannot be read
 * @param auditInterval how often each audited day is counted; null for never
 * @param auditDays how many days are audited, today included
 * @param heartbeatInterval how often each open day's watermark is sent; null for never
 * @param liveInterval how often live calls are looked at; null for never
 * @param filter narrows down every search for calls
 */
public record ReaderSettings(
        Instant startTime,
        Duration history,
        boolean newestFirst,
        Duration pollInterval,
        Duration settleDelay,
        int windowMaxCalls,
        boolean withParticipants,
        OnMalformed onMalformed,
        Duration auditInterval,
        int auditDays,
        Duration heartbeatInterval,
        Duration liveInterval,
        CallQuery filter) {}
