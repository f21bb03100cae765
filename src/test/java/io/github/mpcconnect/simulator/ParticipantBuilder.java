package io.github.mpcconnect.simulator;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Builds participants, with a default for everything but the join time. Times are ISO-8601 instants. */
public final class ParticipantBuilder {
    private static final List<String> ROLES = List.of("agent", "customer", "supervisor");

    private String memberId;
    private String callUuid;
    private String address;
    private String role;
    private Instant join;
    private Instant exit;
    private String exitCause = "Participant Hangup";
    private BigDecimal amount = new BigDecimal("0.01000");
    private Toggle hold = Toggle.OFF;
    private Toggle mute = Toggle.OFF;
    private Toggle coach = Toggle.OFF;
    private boolean startsOnEnter = true;
    private boolean endsOnExit;

    private ParticipantBuilder(String mpcUuid, int number) {
        String seed = mpcUuid + '/' + number;
        memberId = String.valueOf(100 + number);
        callUuid = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
        address = "sip:agent" + number + "@phone.plivo.com";
        role = ROLES.get(number % ROLES.size());
    }

    /** The call's participant of that number, from 0; its member id is 100 more. */
    public static ParticipantBuilder aParticipant(String mpcUuid, int number) {
        return new ParticipantBuilder(mpcUuid, number);
    }

    public ParticipantBuilder memberId(String value) {
        memberId = value;
        return this;
    }

    public ParticipantBuilder callUuid(String value) {
        callUuid = value;
        return this;
    }

    /** Null: the API leaves the field out. */
    public ParticipantBuilder address(String value) {
        address = value;
        return this;
    }

    public ParticipantBuilder role(String value) {
        role = value;
        return this;
    }

    public ParticipantBuilder joinedAt(Instant instant) {
        join = instant;
        return this;
    }

    public ParticipantBuilder joinedAt(String instant) {
        return joinedAt(Instant.parse(instant));
    }

    /** Null: stays until the call ends. */
    public ParticipantBuilder leftAt(Instant instant) {
        exit = instant;
        return this;
    }

    public ParticipantBuilder leftAt(String instant) {
        return leftAt(Instant.parse(instant));
    }

    public ParticipantBuilder exitCause(String value) {
        exitCause = value;
        return this;
    }

    /** Null: never billed. */
    public ParticipantBuilder amount(String decimal) {
        amount = decimal == null ? null : new BigDecimal(decimal);
        return this;
    }

    public ParticipantBuilder hold(Toggle value) {
        hold = value;
        return this;
    }

    public ParticipantBuilder mute(Toggle value) {
        mute = value;
        return this;
    }

    public ParticipantBuilder coachMode(Toggle value) {
        coach = value;
        return this;
    }

    public ParticipantBuilder startsCallOnEnter(boolean value) {
        startsOnEnter = value;
        return this;
    }

    public ParticipantBuilder endsCallOnExit(boolean value) {
        endsOnExit = value;
        return this;
    }

    public SimulatedParticipant build() {
        return new SimulatedParticipant(
                memberId,
                callUuid,
                address,
                role,
                CallBuilder.micros(join),
                CallBuilder.micros(exit),
                exitCause,
                amount,
                hold,
                mute,
                coach,
                startsOnEnter,
                endsOnExit);
    }
}
