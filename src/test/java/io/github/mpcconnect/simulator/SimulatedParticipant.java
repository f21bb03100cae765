package io.github.mpcconnect.simulator;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One participant's whole way through a call, to the microsecond. What the API returns of it depends on the time of the
 * request.
 *
 * @param memberAddress null: the API leaves the field out
 * @param role spelt as the API shall spell it
 * @param exitTime null: stays until the call ends
 * @param billedAmount what is billed once it left; null: no bill
 */
public record SimulatedParticipant(
        String memberId,
        String callUuid,
        String memberAddress,
        String role,
        Instant joinTime,
        Instant exitTime,
        String exitCause,
        BigDecimal billedAmount,
        Toggle hold,
        Toggle mute,
        Toggle coachMode,
        boolean startMpcOnEnter,
        boolean endMpcOnExit) {

    /** When it left a call that ended (or will end) at callEnd; null where neither is known. */
    public Instant exitFrom(Instant callEnd) {
        if (exitTime == null) {
            return callEnd;
        }
        return callEnd == null || exitTime.isBefore(callEnd) ? exitTime : callEnd;
    }

    public boolean isInsideAt(Instant now, Instant callEnd) {
        Instant exit = exitFrom(callEnd);
        return !joinTime.isAfter(now) && (exit == null || exit.isAfter(now));
    }
}
