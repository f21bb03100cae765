package io.github.mpcconnect.quickstart;

import io.github.mpcconnect.simulator.CallBuilder;
import io.github.mpcconnect.simulator.ParticipantBuilder;
import io.github.mpcconnect.simulator.PlivoSimulator;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.Toggle;
import io.github.mpcconnect.simulator.Traffic;
import io.github.mpcconnect.simulator.World;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static io.github.mpcconnect.simulator.ParticipantBuilder.aParticipant;

/**
 * A contact centre's account behind a simulated API: ninety days of calls in office hours, none at weekends and on
 * holidays. For twelve hours after the start a call ends about every five seconds.
 */
final class SimulatedContactCentre implements AutoCloseable {

    static final int DAYS = 90;

    private static final int CALLS_PER_DAY = 48;
    private static final int HOLIDAY_EVERY = 25;
    private static final Duration NEW_CALLS_FOR = Duration.ofHours(12);
    private static final List<String> NAMES = List.of("Sales", "Support", "Billing", "Onboarding", "Field Service");
    private static final int[] CAUSES = {1000, 1000, 1000, 1000, 1000, 1010, 3000};

    private final PlivoSimulator simulator;
    private final SimulatedAccount account;
    private final List<SimulatedCall> history;

    private SimulatedContactCentre(PlivoSimulator simulator, SimulatedAccount account, List<SimulatedCall> history) {
        this.simulator = simulator;
        this.account = account;
        this.history = history;
    }

    /** Opens it, with an auth id, calls and a port of its own. */
    static SimulatedContactCentre open() {
        Random random = new Random();
        World world = new World(SimulatedClock.running());
        String authId = "MA" + hex(random).substring(0, 18);
        String authToken = hex(random) + hex(random).substring(0, 8);
        SimulatedAccount account = world.addAccount(authId, authToken);
        Instant now = world.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        List<SimulatedCall> history = history(now, random);
        account.add(history).add(newCalls(now, random));
        PlivoSimulator simulator = PlivoSimulator.start(world);
        simulator.traffic().logLast(0);
        simulator.quirks().latency(Duration.ofMillis(40), Duration.ofMillis(120), random.nextLong());
        return new SimulatedContactCentre(simulator, account, history);
    }

    /** Calls that ended in the last ninety days, including today. */
    static List<SimulatedCall> history(Instant now, Random random) {
        List<SimulatedCall> calls = new ArrayList<>();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        for (LocalDate day = today.minusDays(DAYS - 1); !day.isAfter(today); day = day.plusDays(1)) {
            boolean weekend = day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
            int count = weekend || random.nextInt(HOLIDAY_EVERY) == 0
                    ? 0
                    : CALLS_PER_DAY * 2 / 3 + random.nextInt(CALLS_PER_DAY * 2 / 3);
            for (int i = 0; i < count; i++) {
                Instant end = inOfficeHours(day, random);
                if (end.isBefore(now)) {
                    calls.add(call(end, minutes(2, 40, random), random));
                }
            }
        }
        return calls;
    }

    private static Instant inOfficeHours(LocalDate day, Random random) {
        double hour = 8 + 5 * (random.nextDouble() + random.nextDouble());
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().plus((long) (hour * 3_600_000_000L), ChronoUnit.MICROS);
    }

    private static List<SimulatedCall> newCalls(Instant now, Random random) {
        List<SimulatedCall> calls = new ArrayList<>();
        for (Instant end = now; end.isBefore(now.plus(NEW_CALLS_FOR)); ) {
            end = end.plusMillis(1_000 + random.nextInt(8_000));
            calls.add(call(end, minutes(1, 4, random), random));
        }
        return calls;
    }

    private static SimulatedCall call(Instant end, Duration length, Random random) {
        String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
        Instant start = end.minus(length);
        long cents = (length.toMinutes() + 1) * 5;
        CallBuilder call = aCall().uuid(uuid)
                .named(NAMES.get(random.nextInt(NAMES.size())))
                .createdAt(start.minusMillis(random.nextInt(9_000)))
                .startedAt(start)
                .endedAt(end)
                .withAmount("%d.%02d000".formatted(cents / 100, cents % 100))
                .terminationCause(CAUSES[random.nextInt(CAUSES.length)]);
        int participants = 2 + random.nextInt(3);
        for (int i = 0; i < participants; i++) {
            ParticipantBuilder participant = aParticipant(uuid, i)
                    .joinedAt(i == 0 ? start : part(start, length, 0, random))
                    .leftAt(i < 2 ? null : part(start, length, 0.5, random))
                    .hold(spell(start, length, random))
                    .mute(spell(start, length, random));
            call.with(participant.build());
        }
        return call.build();
    }

    /** Mostly off; for one in four it is on for a while. */
    private static Toggle spell(Instant start, Duration length, Random random) {
        return random.nextInt(4) > 0
                ? Toggle.OFF
                : Toggle.flippingAt(part(start, length, 0, random), part(start, length, 0.5, random));
    }

    /** Somewhere in the first half of the call, or that much later. */
    private static Instant part(Instant start, Duration length, double later, Random random) {
        return start.plusMillis((long) ((later + random.nextDouble() / 2) * length.toMillis()));
    }

    private static Duration minutes(int min, int max, Random random) {
        return Duration.ofMillis((long) (60_000 * (min + random.nextDouble() * (max - min))));
    }

    private static String hex(Random random) {
        return "%016X%016X".formatted(random.nextLong(), random.nextLong());
    }

    SimulatedAccount account() {
        return account;
    }

    /** The environment that the example takes the account's credentials from. */
    Map<String, String> environment() {
        return Map.of("PLIVO_AUTH_ID", account.authId(), "PLIVO_AUTH_TOKEN", account.authToken());
    }

    String url() {
        return simulator.url();
    }

    /** The calls that had ended when it was opened. */
    List<SimulatedCall> history() {
        return history;
    }

    Traffic traffic() {
        return simulator.traffic();
    }

    @Override
    public void close() {
        simulator.close();
    }
}
