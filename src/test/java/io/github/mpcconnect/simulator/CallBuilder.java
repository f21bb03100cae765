package io.github.mpcconnect.simulator;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Builds calls, with a default for everything: without more, a call of two minutes that ended on 2026-11-20 at 10:00 or
 * some seconds later, without participants. Times are ISO-8601 instants, cut to microseconds.
 */
public final class CallBuilder {
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final Instant FIRST_END = Instant.parse("2026-11-20T10:00:00Z");
    private static final Map<Integer, String> CAUSES = Map.of(
            0, "Unknown",
            1000, "No Active Participants",
            1010, "Stay Alone Not Permitted",
            2000, "Max Duration Reached",
            3000, "Hangup API Triggered");

    private final List<SimulatedParticipant> participants = new ArrayList<>();
    private int plainParticipants;
    private String uuid;
    private String name;
    private String subAccount;
    private Instant creation;
    private boolean creationTold = true;
    private Instant start;
    private Instant end;
    private Instant visibleFrom;
    private Duration length;
    private boolean endless;
    private boolean neverStarts;
    private BigDecimal amount = new BigDecimal("0.05000");
    private boolean amountAsNumber;
    private String recording;
    private boolean stayAlone;
    private Integer causeCode = 1000;
    private Mood mood;

    private CallBuilder(long number) {
        uuid = UUID.nameUUIDFromBytes(("call " + number).getBytes(StandardCharsets.UTF_8))
                .toString();
        name = "call-" + number;
        end = FIRST_END.plusSeconds(number);
    }

    /** The next call: each has a name, an id and an end of its own. */
    public static CallBuilder aCall() {
        return new CallBuilder(NUMBERS.getAndIncrement());
    }

    public CallBuilder uuid(String value) {
        uuid = value;
        return this;
    }

    public CallBuilder named(String friendlyName) {
        name = friendlyName;
        return this;
    }

    /** The sub account's auth id. */
    public CallBuilder subAccount(String authId) {
        subAccount = authId;
        return this;
    }

    public CallBuilder createdAt(Instant instant) {
        creation = instant;
        return this;
    }

    public CallBuilder createdAt(String instant) {
        return createdAt(Instant.parse(instant));
    }

    /** The API will answer null for the creation time. */
    public CallBuilder withoutCreationTime() {
        creationTold = false;
        return this;
    }

    public CallBuilder startedAt(Instant instant) {
        start = instant;
        return this;
    }

    public CallBuilder startedAt(String instant) {
        return startedAt(Instant.parse(instant));
    }

    /** Nobody ever joins: it stays initialized until it ends. */
    public CallBuilder neverStarting() {
        neverStarts = true;
        return this;
    }

    public CallBuilder endedAt(Instant instant) {
        end = instant;
        endless = false;
        return this;
    }

    public CallBuilder endedAt(String instant) {
        return endedAt(Instant.parse(instant));
    }

    /** Has no end yet; give it a creation or start time. */
    public CallBuilder notEnded() {
        endless = true;
        return this;
    }

    /** From start to end. With a start (or creation) time given, it sets the end; else the start. */
    public CallBuilder lasting(Duration duration) {
        length = duration;
        return this;
    }

    /** A late call: until then the API knows nothing of it. */
    public CallBuilder visibleFrom(Instant instant) {
        visibleFrom = instant;
        return this;
    }

    public CallBuilder visibleFrom(String instant) {
        return visibleFrom(Instant.parse(instant));
    }

    public CallBuilder withAmount(String decimal) {
        amount = new BigDecimal(decimal);
        return this;
    }

    /** The amount comes as a JSON number. */
    public CallBuilder withAmountAsNumber(String decimal) {
        amountAsNumber = true;
        return withAmount(decimal);
    }

    public CallBuilder withoutBill() {
        amount = null;
        return this;
    }

    /** Null, {@code recording}, {@code not-recording}, {@code paused}, or the string {@code "null"}. */
    public CallBuilder recording(String value) {
        recording = value;
        return this;
    }

    public CallBuilder stayAlone(boolean value) {
        stayAlone = value;
        return this;
    }

    public CallBuilder terminationCause(int code) {
        causeCode = code;
        return this;
    }

    /** What the API returns of its participants once it is over; overrides its account's. */
    public CallBuilder mood(Mood value) {
        mood = value;
        return this;
    }

    /** So many plain participants, who are in from the start to the end. */
    public CallBuilder withParticipants(int count) {
        plainParticipants = count;
        return this;
    }

    public CallBuilder with(SimulatedParticipant participant) {
        participants.add(participant);
        return this;
    }

    public SimulatedCall build() {
        Instant ends = end();
        Instant starts = neverStarts ? null : start(ends);
        Instant created = creation != null ? creation : starts != null ? starts : ends.minus(length());
        for (int i = 0; i < plainParticipants; i++) {
            participants.add(ParticipantBuilder.aParticipant(uuid, i)
                    .joinedAt(starts == null ? created : starts)
                    .build());
        }
        plainParticipants = 0;
        return new SimulatedCall(
                uuid,
                name,
                subAccount,
                micros(created),
                creationTold,
                micros(starts),
                micros(ends),
                micros(visibleFrom),
                amount,
                amountAsNumber,
                recording,
                stayAlone,
                causeCode,
                CAUSES.getOrDefault(causeCode, "Unknown"),
                mood,
                participants);
    }

    private Instant end() {
        if (endless) {
            return null;
        }
        Instant known = start != null ? start : creation;
        return length != null && known != null ? known.plus(length) : end;
    }

    private Instant start(Instant ends) {
        if (start != null) {
            return start;
        }
        if (creation != null) {
            return creation;
        }
        return (ends == null ? end : ends).minus(length());
    }

    private Duration length() {
        return length == null ? Duration.ofMinutes(2) : length;
    }

    static Instant micros(Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS);
    }
}
