package io.github.mpcconnect.benchmark;

import io.github.mpcconnect.simulator.CallBuilder;
import io.github.mpcconnect.simulator.CallGenerator;
import io.github.mpcconnect.simulator.ParticipantBuilder;
import io.github.mpcconnect.simulator.PlivoSimulator;
import io.github.mpcconnect.simulator.Quirks;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.SimulatedRequest.Kind;
import io.github.mpcconnect.simulator.Traffic;
import io.github.mpcconnect.simulator.World;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static io.github.mpcconnect.simulator.ParticipantBuilder.aParticipant;

/**
 * The API in a process of its own. It prints its address, then does what each line on its standard input asks for and
 * answers with a line; it ends with that input.
 */
final class SimulatedApi {

    private static final int PARTICIPANTS = 2;

    private final World world = new World(SimulatedClock.running());
    private final PlivoSimulator simulator = PlivoSimulator.start(world);

    private SimulatedApi() {
        simulator.traffic().logLast(0);
    }

    /** See the class comment. */
    public static void main(String[] args) throws IOException {
        SimulatedApi api = new SimulatedApi();
        System.out.println(api.simulator.url());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(api.obey(line.split(" ")));
        }
        System.exit(0);
    }

    private String obey(String... command) throws IOException {
        switch (command[0]) {
            case "account" ->
                addAccount(
                        command[1],
                        Integer.parseInt(command[2]),
                        Boolean.parseBoolean(command[3]),
                        Duration.ofSeconds(Long.parseLong(command[4])));
            case "ending" -> letCallsEnd(command[1], Integer.parseInt(command[2]), Integer.parseInt(command[3]));
            case "network" -> network(millis(command[1]), millis(command[2]), millis(command[3]));
            case "offset-cost" -> simulator.quirks().offsetCost(Duration.ofNanos(1000 * Long.parseLong(command[1])));
            case "log" -> simulator.traffic().logLast(Integer.parseInt(command[1]));
            case "urls" -> Files.write(Path.of(command[1]), urls());
            case "reset" -> simulator.traffic().reset();
            case "traffic" -> {
                return traffic(command[1]);
            }
            default -> throw new IllegalArgumentException(command[0]);
        }
        return "done";
    }

    private static Duration millis(String text) {
        return Duration.ofMillis(Long.parseLong(text));
    }

    /** An account with so many calls in so long a history, with Plivo's allowance or with none. */
    private void addAccount(String id, int calls, boolean limited, Duration history) {
        SimulatedAccount account = world.addAccount(id, BenchmarkTask.TOKEN);
        Instant now = world.clock().instant();
        account.add(CallGenerator.seeded(id.hashCode())
                .plain()
                .participants(PARTICIPANTS)
                .ending(now.minus(history), now.minus(Duration.ofHours(1)))
                .calls(calls));
        if (!limited) {
            account.unlimited();
        }
    }

    /** From now on, for so many seconds, so many calls a second end, each with its end in milliseconds for a name. */
    private void letCallsEnd(String id, int perSecond, int seconds) {
        Instant now = world.clock().instant();
        for (int i = 0; i < perSecond * seconds; i++) {
            Instant end = Instant.ofEpochMilli(now.toEpochMilli() + i * 1000L / perSecond);
            CallBuilder call = aCall().named(BenchmarkTask.FRESH + end.toEpochMilli())
                    .createdAt(end.minusSeconds(90))
                    .startedAt(end.minusSeconds(60))
                    .endedAt(end);
            for (int j = 0; j < PARTICIPANTS; j++) {
                ParticipantBuilder participant = aParticipant("fresh-" + end.toEpochMilli(), j);
                call.with(participant.joinedAt(end.minusSeconds(50)).leftAt(end).build());
            }
            world.account(id).add(call);
        }
    }

    /**
     * The round trip, half of it before the API counts a request; every so often the network stands still for a while,
     * in both directions, and what is under way then arrives at its end.
     */
    private void network(Duration roundTrip, Duration stall, Duration every) {
        Quirks quirks = simulator.quirks();
        Duration half = roundTrip.dividedBy(2);
        quirks.wayIn(() -> half.plus(leftOfStall(stall, every, half)));
        quirks.latency(() -> half.plus(leftOfStall(stall, every, half)));
    }

    /** What is left of a stall at the time when something would arrive; zero where there is none then. */
    private static Duration leftOfStall(Duration stall, Duration every, Duration after) {
        if (stall.isZero()) {
            return Duration.ZERO;
        }
        long into = Math.floorMod(System.nanoTime() + after.toNanos(), every.toNanos());
        return Duration.ofNanos(Math.max(0, stall.toNanos() - into));
    }

    private List<String> urls() {
        return simulator.traffic().log().stream()
                .map(request -> request.path() + "?"
                        + request.params().entrySet().stream()
                                .map(param -> param.getKey() + "="
                                        + param.getValue().replace(" ", "%20").replace(":", "%3A"))
                                .collect(Collectors.joining("&")))
                .toList();
    }

    private String traffic(String account) {
        Traffic traffic = simulator.traffic();
        return "%d %d %d %d %d"
                .formatted(
                        traffic.count(Kind.CALLS),
                        traffic.count(Kind.PARTICIPANTS),
                        traffic.status(429),
                        traffic.deepestOffset(),
                        traffic.mostInAnySpan(account));
    }
}
