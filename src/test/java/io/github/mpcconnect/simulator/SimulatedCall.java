package io.github.mpcconnect.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One call's whole life, to the microsecond. What the API returns of it depends on the time of the request: see
 * {@link #stateAt}. Made with {@link CallBuilder#aCall()}.
 *
 * @param subAccount the sub account's auth id, or null
 * @param creationTimeTold false: the API returns null for the creation time
 * @param startTime null: never starts
 * @param endTime null: has no end yet
 * @param visibleFrom null: from creation on; else the API knows nothing of the call before that instant (a late call)
 * @param billedAmount null: no bill yet, though it ended
 * @param amountAsNumber true: the amount is a JSON number, not a string
 * @param mood what the API returns of its participants once it is over; null: as its account has it
 */
public record SimulatedCall(
        String mpcUuid,
        String friendlyName,
        String subAccount,
        Instant creationTime,
        boolean creationTimeTold,
        Instant startTime,
        Instant endTime,
        Instant visibleFrom,
        BigDecimal billedAmount,
        boolean amountAsNumber,
        String recording,
        boolean stayAlone,
        Integer terminationCauseCode,
        String terminationCause,
        Mood mood,
        List<SimulatedParticipant> participants) {

    public SimulatedCall {
        participants = List.copyOf(participants);
    }

    /** Invisible before its creation, initialized until its start, active until its end, ended from its end on. */
    public CallState stateAt(Instant now) {
        if (creationTime.isAfter(now) || (visibleFrom != null && visibleFrom.isAfter(now))) {
            return CallState.INVISIBLE;
        }
        if (endTime != null && !endTime.isAfter(now)) {
            return CallState.ENDED;
        }
        return startTime != null && !startTime.isAfter(now) ? CallState.ACTIVE : CallState.INITIALIZED;
    }

    /** Who is in the call at an instant, the last to join first. */
    List<SimulatedParticipant> inside(Instant now) {
        return newestFirst().stream()
                .filter(participant -> participant.isInsideAt(now, endTime))
                .toList();
    }

    /** All who ever were in the call, the last to join first. */
    List<SimulatedParticipant> newestFirst() {
        return participants.stream()
                .sorted(Comparator.comparing(SimulatedParticipant::joinTime)
                        .reversed()
                        .thenComparing(SimulatedParticipant::memberId))
                .toList();
    }

    /** From start to end; zero where it never started. Only for calls with an end. */
    public Duration duration() {
        return startTime == null ? Duration.ZERO : Duration.between(startTime, endTime);
    }

    /** The same call with another end. */
    public SimulatedCall endingAt(Instant end) {
        return new SimulatedCall(
                mpcUuid,
                friendlyName,
                subAccount,
                creationTime,
                creationTimeTold,
                startTime,
                end,
                visibleFrom,
                billedAmount,
                amountAsNumber,
                recording,
                stayAlone,
                terminationCauseCode,
                terminationCause,
                mood,
                participants);
    }

    /** Where a call stands at an instant. */
    public enum CallState {
        INVISIBLE,
        INITIALIZED,
        ACTIVE,
        ENDED;

        /** The state that a {@code status} filter names; lower case only, as the API's page writes them. */
        public static Optional<CallState> named(String status) {
            return switch (status) {
                case "initialized" -> Optional.of(INITIALIZED);
                case "active" -> Optional.of(ACTIVE);
                case "ended" -> Optional.of(ENDED);
                default -> Optional.empty();
            };
        }

        public boolean isLive() {
            return this == INITIALIZED || this == ACTIVE;
        }

        /** As the API's answers spell it: {@code Ended}. */
        public String text() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }
    }
}
