package io.github.mpcconnect.config;

import java.time.Duration;
import java.time.Instant;

/**
 * How an account's ended calls are read.
 *
 * @param startTime where history begins, rounded down to its UTC day; null for all that the API keeps
 * @param history how far back the API can be asked
 * @param order the order in which history is read
 * @param pollInterval how often new calls are requested
 * @param settleDelay how old an end time must be before its window is read
 * @param auditInterval between two count audits of a day
 * @param auditListingInterval between two listing audits of a day
 * @param auditDays days after its end until a day is closed; 0: no audits
 * @param participantsWait how long a call is kept back for its participants
 * @param windowMaxCalls how many calls a window may hold
 * @param withParticipants whether participants are read
 * @param onMalformed what happens to an object that cannot be read
 * @param heartbeat how often the rows of open days are written; null for never
 * @param filter which calls are requested
 */
public record ReadingSettings(
        Instant startTime,
        Duration history,
        BackfillOrder order,
        Duration pollInterval,
        Duration settleDelay,
        Duration auditInterval,
        Duration auditListingInterval,
        int auditDays,
        Duration participantsWait,
        int windowMaxCalls,
        boolean withParticipants,
        OnMalformed onMalformed,
        Duration heartbeat,
        CallFilter filter) {}
