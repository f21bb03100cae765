package io.github.mpcconnect.simulator;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static io.github.mpcconnect.simulator.ParticipantBuilder.aParticipant;

/**
 * Makes calls as a contact centre has them, and the odd ones that break readers: the same seed and settings make the
 * same calls. All end in (from, to], most in office hours on weekdays (UTC).
 */
public final class CallGenerator {
    private static final Duration MICRO = Duration.ofNanos(1000);
    private static final int BURST_EVERY = 250;
    private static final int LARGEST_BURST = 40;
    private static final int[] CAUSES = {1000, 1000, 1000, 1000, 1010, 2000, 3000, 0};
    private static final List<String> ROLES =
            List.of("agent", "customer", "supervisor", "Agent", "CUSTOMER", "ai-agent");
    private static final List<String> ODD_NAMES = List.of(
            "",
            "two words",
            "a/b",
            "/leading and trailing/",
            "100% sure",
            "%2F",
            "50%25",
            "\"quoted\" 'twice'",
            "back\\slash",
            "a?b=c&d#e",
            "plus+sign",
            "na\u00efve \u00c5ngstr\u00f6m",
            "\u4f1a\u8bae\u5ba4",
            "caf\u00e9 \u260e \ud83d\ude00",
            "\u202eright to left",
            "..",
            "name_uuid_x",
            "x".repeat(500));

    private final Random random;
    private final long seed;
    private Instant from = Instant.parse("2026-11-01T00:00:00Z");
    private Instant to = Instant.parse("2026-11-21T00:00:00Z");
    private boolean odd = true;
    private int leastParticipants;
    private int mostParticipants = 25;

    private CallGenerator(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    public static CallGenerator seeded(long seed) {
        return new CallGenerator(seed);
    }

    /** When the calls end: after the one, up to the other. */
    public CallGenerator ending(Instant after, Instant upTo) {
        from = after;
        to = upTo;
        return this;
    }

    /** Only plain calls, without oddities, bursts and midnights. */
    public CallGenerator plain() {
        odd = false;
        return this;
    }

    public CallGenerator mostParticipants(int most) {
        mostParticipants = most;
        return this;
    }

    /** So many in each call. */
    public CallGenerator participants(int each) {
        leastParticipants = each;
        mostParticipants = each;
        return this;
    }

    /** That many calls, in no order. */
    public List<SimulatedCall> calls(int count) {
        List<Instant> ends = ends(count);
        List<SimulatedCall> calls = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            calls.add(call(i, ends.get(i)));
        }
        return calls;
    }

    /** A call that ends at that instant; the number goes into its name. */
    public SimulatedCall call(int number, Instant end) {
        String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
        Duration length = length();
        Instant start = end.minus(length);
        CallBuilder call = aCall().uuid(uuid)
                .named(name(number))
                .createdAt(start.minusMillis(random.nextInt(20_000)))
                .startedAt(start)
                .endedAt(end)
                .withAmount(amount(length))
                .terminationCause(CAUSES[random.nextInt(CAUSES.length)])
                .stayAlone(random.nextInt(4) == 0);
        if (odd) {
            addOddities(call, length);
        }
        int participants = participants();
        for (int i = 0; i < participants; i++) {
            call.with(participant(uuid, i, start, length));
        }
        return call.build();
    }

    private List<Instant> ends(int count) {
        List<Instant> ends = new ArrayList<>(count);
        if (odd) {
            addMidnights(ends);
        }
        while (ends.size() < count) {
            Instant end = officeHours();
            ends.add(end);
            if (odd && random.nextInt(BURST_EVERY) == 0) {
                addBurst(end, ends);
            }
        }
        return ends;
    }

    /** Each midnight exactly, and a microsecond to either side. */
    private void addMidnights(List<Instant> ends) {
        Instant midnight = from.truncatedTo(ChronoUnit.DAYS);
        for (; !midnight.isAfter(to); midnight = midnight.plus(1, ChronoUnit.DAYS)) {
            for (Instant end : List.of(midnight.minus(MICRO), midnight, midnight.plus(MICRO))) {
                if (end.isAfter(from) && !end.isAfter(to)) {
                    ends.add(end);
                }
            }
        }
    }

    /** More calls that end in the same second. */
    private void addBurst(Instant end, List<Instant> ends) {
        Instant second = end.truncatedTo(ChronoUnit.SECONDS);
        for (int left = random.nextInt(LARGEST_BURST); left > 0; left--) {
            Instant other = second.plus(random.nextInt(1_000_000), ChronoUnit.MICROS);
            ends.add(other.isAfter(from) && !other.isAfter(to) ? other : end);
        }
    }

    /** Eight hours of each weekday hold most of it, nights and weekends a tenth as much an hour. */
    private Instant officeHours() {
        long micros = ChronoUnit.MICROS.between(from, to);
        while (true) {
            Instant end = to.minus((long) (random.nextDouble() * micros), ChronoUnit.MICROS);
            LocalDateTime time = LocalDateTime.ofInstant(end, ZoneOffset.UTC);
            boolean weekday = time.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
            boolean busy = weekday && time.getHour() >= 9 && time.getHour() < 17;
            if (busy || random.nextInt(10) == 0 || to.isBefore(from.plus(1, ChronoUnit.DAYS))) {
                return end.isAfter(from) ? end : to;
            }
        }
    }

    /** Minutes mostly, eight hours at most. */
    private Duration length() {
        double seconds = 180 * Math.exp(random.nextGaussian());
        long micros = (long) (Math.min(seconds, 8 * 3600) * 1_000_000);
        return Duration.of(micros, ChronoUnit.MICROS);
    }

    private static String amount(Duration length) {
        long cents = (length.toSeconds() + 59) / 60 * 5;
        return cents / 100 + "." + (cents % 100 < 10 ? "0" : "") + cents % 100 + "000";
    }

    private String name(int number) {
        if (!odd || random.nextInt(5) > 0) {
            return "support-" + number;
        }
        return ODD_NAMES.get(random.nextInt(ODD_NAMES.size()));
    }

    private void addOddities(CallBuilder call, Duration length) {
        if (random.nextInt(40) == 0) {
            call.withoutCreationTime();
        }
        if (random.nextInt(20) == 0) {
            call.withAmountAsNumber("3.6");
        }
        if (random.nextInt(10) == 0) {
            call.subAccount("SA" + Math.abs(seed % 10) + random.nextInt(3) + "ZDI2ZTYTKZNGEYMT");
        }
        switch (random.nextInt(12)) {
            case 0 -> call.recording("null");
            case 1 -> call.recording("recording");
            case 2 -> call.recording("not-recording");
            case 3 -> call.recording("paused");
            default -> call.recording(null);
        }
        if (length.toMinutes() > 120) {
            call.terminationCause(2000);
        }
    }

    /** Two or three mostly; now and then more than a page of them. */
    private int participants() {
        int many = odd && random.nextInt(50) == 0 ? random.nextInt(26) : random.nextInt(5);
        return Math.max(leastParticipants, Math.min(many, mostParticipants));
    }

    private SimulatedParticipant participant(String mpcUuid, int number, Instant start, Duration length) {
        long micros = Math.max(1, length.toNanos() / 1000);
        long join = number == 0 ? 0 : (long) (random.nextDouble() * micros);
        long exit = join + (long) (random.nextDouble() * (micros - join));
        ParticipantBuilder participant = aParticipant(mpcUuid, number)
                .joinedAt(start.plus(join, ChronoUnit.MICROS))
                .leftAt(random.nextBoolean() ? null : start.plus(exit, ChronoUnit.MICROS))
                .mute(Toggle.flippingAt(start.plus((join + exit) / 2, ChronoUnit.MICROS)));
        if (odd) {
            participant.role(ROLES.get(random.nextInt(ROLES.size())));
            if (random.nextInt(10) == 0) {
                participant.address(null);
            }
        }
        return participant.build();
    }
}
