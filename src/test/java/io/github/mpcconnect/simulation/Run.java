package io.github.mpcconnect.simulation;

import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.simulation.BatchCheck.RowCheck;
import io.github.mpcconnect.simulation.PromptCheck.StandstillCheck;
import io.github.mpcconnect.simulation.Trace.Tally;
import io.github.mpcconnect.simulation.World.Event;
import io.github.mpcconnect.timeline.Day;
import org.apache.kafka.connect.source.SourceRecord;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs a world to its end. Where nothing is expected to happen the machine sleeps for some minutes. */
final class Run {

    private static final Duration AWAKE = Duration.ofSeconds(12);
    private static final int MAX_SLEEP_SECONDS = 580;
    private static final Duration FLUSH = Duration.ofSeconds(60);

    /** A loop of listings would make as many requests as the allowance permits, which is up to sixty a second. */
    private static final long MAX_PER_SECOND = 6;

    private static final long MIN_BOUND = 1_500;

    private final World world;
    private final WorldTime time;
    private final Kafka kafka = new Kafka();
    private final Map<String, Server> servers = new LinkedHashMap<>();
    private final Map<String, AccountCheck> checks = new LinkedHashMap<>();
    private final Deque<Event> events;
    private final Draw draw;
    private final Trace trace;
    private final RowCheck rows = new RowCheck();
    private final StandstillCheck standstill;
    private Engine engine;
    private Duration flushedAt = Duration.ZERO;
    private Instant awakeSince;
    private Instant finalSince;

    Run(World world, Trace trace) {
        this.world = world;
        this.trace = trace;
        this.time = new WorldTime(world);
        this.events = new ArrayDeque<>(world.events());
        this.draw = new Draw(world.seed() + 77);
        this.standstill = new StandstillCheck(world, servers);
        for (World.AccountStory account : world.accounts()) {
            servers.put(account.id(), new Server(account, world));
            checks.put(account.id(), new AccountCheck(world, account, time.notRunning()));
        }
    }

    /** @throws Violation where an invariant does not hold */
    Tally run() {
        start();
        while (!isOver()) {
            Event event = events.peek();
            if (event != null && !event.at().isAfter(time.now())) {
                happen(events.remove());
            } else if (isIdle()) {
                sleep();
            } else {
                poll();
            }
        }
        return end();
    }

    private void start() {
        engine = new Engine(world, time, servers, kafka);
        awakeSince = time.now();
        standstill.started(time.elapsed());
        trace.add(time.now(), "start");
        checks.values().forEach(check -> check.started(time.now()));
    }

    // Steps

    private void poll() {
        engine.poll(Duration.ofMillis(draw.between(500, 1_000)));
        standstill.polled(time.elapsed(), time.now());
        if (time.now().isAfter(world.start().plus(Duration.ofDays(30)))) {
            throw new Violation("3-not-final", "after thirty days");
        }
        rows.polled();
        do {
            Batch batch = engine.take();
            if (batch == null) {
                break;
            }
            if (!world.startsAnew()) {
                rows.taken(batch);
            }
            write(batch, engine.records(batch));
        } while (!world.slow());
        checks.values().forEach(check -> check.polled(time.now()));
        if (time.elapsed().minus(flushedAt).compareTo(FLUSH) > 0) {
            kafka.flush();
            flushedAt = time.elapsed();
        }
    }

    private void write(Batch batch, List<SourceRecord> records) {
        trace.add(time.now(), batch);
        kafka.written(records);
        if (world.exactlyOnce()) {
            kafka.flush();
        }
        checks.get(batch.account().id()).batch(batch, records, time.now());
    }

    private boolean isIdle() {
        Instant now = time.now();
        if (finalSince != null || !engine.isQuiet() || now.isBefore(awakeSince.plus(AWAKE))) {
            return false;
        }
        return !time.isMomentNear();
    }

    private void sleep() {
        Instant now = time.now();
        Instant until = time.noLaterThanMoment(now.plusSeconds(draw.between(300, MAX_SLEEP_SECONDS)));
        engine.sleep(Duration.between(now, until).plusMillis(1));
        awake();
        time.slept(now);
    }

    private void awake() {
        awakeSince = time.now();
        standstill.awake(time.elapsed());
    }

    // Events

    private void happen(Event event) {
        trace.add(time.now(), event.toString());
        if (event instanceof Event.Pause pause) {
            Instant now = time.now();
            engine.advance(min(pause.length(), awakeWhilePaused()));
            engine.sleep(pause.length().minus(Duration.between(now, time.now())));
            awake();
            time.notPolled(now);
        } else if (event instanceof Event.Jump jump) {
            time.jump(jump.by());
            checks.values().forEach(check -> check.jumped(time.now(), jump.by().toDays() > 0));
        } else if (event instanceof Event.Crash crash) {
            crash();
            down(crash.down());
        } else if (event instanceof Event.Stop stop) {
            stop();
            down(stop.down());
        } else if (event instanceof Event.Alter alter) {
            stop();
            alter(alter);
            down(Duration.ofSeconds(5));
        }
    }

    /** Long enough for what is written at intervals. */
    private Duration awakeWhilePaused() {
        Duration heartbeat = world.settings().account().ended().heartbeatInterval();
        return heartbeat.isZero() ? Duration.ofMinutes(2) : heartbeat.multipliedBy(3);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** In the middle of a batch, or between two. */
    private void crash() {
        Batch batch = engine.take();
        if (batch != null && draw.chance(50)) {
            List<SourceRecord> records = engine.records(batch);
            if (!world.exactlyOnce()) {
                List<SourceRecord> some = records.subList(0, draw.upTo(records.size()));
                trace.add(time.now(), "a part is written of " + batch);
                kafka.written(some);
                checks.get(batch.account().id()).part(some, time.now());
            }
        }
        checks.forEach((account, check) -> check.crashed(kafka.hasUnknownLiveRows(account)));
        kafka.crash();
    }

    private void stop() {
        engine.close();
        kafka.flush();
    }

    private void down(Duration length) {
        Instant now = time.now();
        time.restart(length);
        time.slept(now);
        start();
    }

    private void alter(Event.Alter alter) {
        for (String account : servers.keySet()) {
            Map<String, Object> offset = alter.endTime() == null
                    ? null
                    : new HashMap<>(Map.of("end_time", alter.endTime().toString()));
            kafka.alter(account, alter.day(), offset);
            checks.get(account).days().altered(alter.day());
        }
    }

    // End

    private boolean isOver() {
        Instant now = time.now();
        boolean quiet = events.isEmpty()
                && time.isLastMomentOver()
                && now.isAfter(world.lastDay().end())
                && areAllFinal();
        if (!quiet) {
            finalSince = null;
            return false;
        }
        finalSince = finalSince == null ? now : finalSince;
        boolean waited = now.isAfter(finalSince.plus(Duration.ofMinutes(2)));
        return waited && (engine.isQuiet() || now.isAfter(finalSince.plus(Duration.ofMinutes(5))));
    }

    private boolean areAllFinal() {
        Day last = world.lastDay();
        for (AccountCheck check : checks.values()) {
            if (!check.isFinal(last, time.now())) {
                return false;
            }
        }
        return true;
    }

    private Tally end() {
        Tally tally = new Tally();
        checks.values().forEach(check -> check.end(time.now(), tally));
        if (engine.heldBytes() != 0) {
            throw new Violation("5-memory", engine.heldBytes() + " bytes are held at the end");
        }
        for (Server server : servers.values()) {
            tally.add("requests", server.requests());
            if (server.requests() > MIN_BOUND + MAX_PER_SECOND * time.awakeSeconds()) {
                throw new Violation("5-requests", server.requests() + " in " + time.awakeSeconds() + " s");
            }
        }
        return tally;
    }
}
