package io.github.mpcconnect.simulation;

import io.github.mpcconnect.config.AccountSettings;
import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.config.RecordSettings.OnMalformed;
import io.github.mpcconnect.config.RecordSettings.ParticipantsMode;
import io.github.mpcconnect.config.RecordSettings.RecordTimestamp;
import io.github.mpcconnect.request.Resource;
import io.github.mpcconnect.simulation.Trouble.How;
import io.github.mpcconnect.simulation.World.AccountStory;
import io.github.mpcconnect.simulation.World.Event;
import io.github.mpcconnect.simulation.World.Settings;
import io.github.mpcconnect.simulation.World.Span;
import io.github.mpcconnect.support.Configured;
import io.github.mpcconnect.timeline.Day;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws a world: few calls at interesting times, and several troubles at once. */
final class WorldMaker {

    private static final Instant MIDNIGHT = Instant.parse("2026-03-05T00:00:00Z");

    /** Requests wait at any burst. */
    private static final int SMALL_LIMIT = 15;

    private final long seed;
    private final Draw draw;
    private final Instant start;
    private final Settings settings;

    WorldMaker(long seed) {
        this.seed = seed;
        this.draw = new Draw(seed);
        this.start = MIDNIGHT.plusSeconds(
                draw.chance(40) ? 85_800 + draw.upTo(580) : draw.chance(30) ? draw.upTo(300) : draw.upTo(86_399));
        this.settings = settings();
    }

    World world() {
        List<AccountStory> accounts = new ArrayList<>();
        List<Instant> bursts = bursts();
        int limit = settings.account().requests().limit();
        int number = draw.chance(15) ? 2 : 1;
        for (int i = 1; i <= number; i++) {
            String id = "MA" + i;
            List<CallStory> calls = new CallMaker(draw, id, start, settings.account()).calls(bursts);
            accounts.add(new AccountStory(id, calls, new TroubleMaker(draw, start, bursts, limit).troubles(calls)));
        }
        return new World(seed, start, settings, accounts, events(bursts), draw.chance(75), draw.chance(15));
    }

    private Settings settings() {
        int historyDays = draw.between(5, 9);
        AccountSettings account = Configured.with(
                "history.days", historyDays,
                "start.time", draw.chance(30) ? start.minus(Duration.ofDays(draw.between(0, 3))) : null,
                "backfill.order", draw.chance(75) ? BackfillOrder.NEWEST_FIRST : BackfillOrder.OLDEST_FIRST,
                "poll.interval.ms", Duration.ofSeconds(draw.between(2, 10)),
                "settle.delay.ms", Duration.ofSeconds(draw.oneOf(5, 5, 10, 20, 60)),
                "audit.interval.ms", Duration.ofMinutes(draw.between(1, 10)),
                "audit.listing.interval.ms",
                        Duration.ofMinutes(draw.oneOf(draw.between(10, 60), draw.between(60, 180))),
                "audit.days", draw.oneOf(0, 1, 1, 1, 2),
                "participants.wait.ms", Duration.ofMinutes(draw.between(5, 60)),
                "window.max.calls", draw.oneOf(3, 4, 7, 20, 200),
                "behavior.on.malformed", draw.chance(70) ? OnMalformed.TOPIC : OnMalformed.SKIP,
                "heartbeat.interval.ms", draw.chance(20) ? Duration.ofMinutes(draw.between(1, 30)) : null,
                "participants.mode", participantsMode(),
                "live.enabled", draw.chance(50),
                "live.poll.interval.ms", Duration.ofSeconds(draw.between(5, 20)),
                "api.rate.limit.requests", draw.oneOf(SMALL_LIMIT, 60, 300, 300),
                "api.max.concurrent.requests", draw.oneOf(4, 16),
                "record.timestamp", RecordTimestamp.EVENT,
                "topic.prefix", "p");
        return new Settings(account, Duration.ofSeconds(draw.oneOf(5, 30)));
    }

    private ParticipantsMode participantsMode() {
        return draw.chance(80)
                ? ParticipantsMode.TOPIC
                : draw.chance(50) ? ParticipantsMode.EMBEDDED : ParticipantsMode.NONE;
    }

    /** When calls end, some of them before the start, around midnights and when something else happens. */
    private List<Instant> bursts() {
        List<Instant> bursts = new ArrayList<>();
        int past = draw.between(0, 4);
        for (int i = 0; i < past; i++) {
            Day day = Day.of(start).plus(-draw.between(0, 6));
            bursts.add(draw.chance(30) ? day.end() : day.start().plusSeconds(draw.upTo(86_399)));
        }
        int coming = draw.between(1, 3);
        for (int i = 0; i < coming; i++) {
            Instant midnight = Day.of(start).end().plus(Duration.ofDays(draw.upTo(1)));
            bursts.add(draw.oneOf(
                    start.plusSeconds(draw.between(20, 900)),
                    midnight.plusSeconds(draw.between(-120, 60)),
                    start.plusSeconds(draw.upTo(100_000))));
        }
        return bursts;
    }

    private List<Event> events(List<Instant> bursts) {
        List<Event> events = new ArrayList<>();
        int restarts = draw.oneOf(0, 0, 1, 1, 2, 4);
        for (int i = 0; i < restarts; i++) {
            Duration down = Duration.ofSeconds(draw.oneOf(2, 20, 200, 2_000, draw.upTo(20_000), draw.upTo(200_000)));
            events.add(draw.chance(60) ? new Event.Crash(moment(bursts), down) : new Event.Stop(moment(bursts), down));
        }
        if (draw.chance(20)) {
            events.add(new Event.Pause(moment(bursts), Duration.ofSeconds(draw.oneOf(5, 60, 700, 20_000))));
        }
        if (draw.chance(8)) {
            events.add(new Event.Jump(moment(bursts), Duration.ofSeconds(draw.oneOf(8, 90, 4_000, 100_000))));
        }
        if (draw.chance(8)) {
            Day day = Day.of(start).plus(draw.between(-3, 1));
            Instant at = moment(bursts);
            Instant end = day.start().plusSeconds(draw.upTo(86_400));
            events.add(new Event.Alter(at, day, draw.chance(60) || end.isAfter(at) ? null : end));
        }
        events.sort(Comparator.comparing(Event::at));
        return events;
    }

    /** Near a burst, or any time. */
    private Instant moment(List<Instant> bursts) {
        Instant burst = bursts.get(draw.upTo(bursts.size() - 1));
        Instant moment = burst.isAfter(start) && draw.chance(60)
                ? burst.plusMillis(draw.between(-20_000, 200_000))
                : start.plusMillis(draw.chance(40) ? draw.between(500, 120_000) : 1_000L * draw.upTo(130_000));
        return moment.isAfter(start) ? moment : start.plusSeconds(5);
    }

    /** Draws what is wrong at the API of one account. */
    static final class TroubleMaker {

        private final Draw draw;
        private final Instant start;
        private final List<Instant> bursts;
        private final int limit;
        private final List<Trouble> troubles = new ArrayList<>();

        TroubleMaker(Draw draw, Instant start, List<Instant> bursts, int limit) {
            this.draw = draw;
            this.start = start;
            this.bursts = bursts;
            this.limit = limit;
        }

        List<Trouble> troubles(List<CallStory> calls) {
            if (draw.chance(35)) {
                int size = draw.oneOf(1, 1, 2, 5);
                for (int i = 0; i < size && !calls.isEmpty(); i++) {
                    participants(calls.get(draw.upTo(calls.size() - 1)));
                }
            }
            if (draw.chance(35)) {
                int size = draw.oneOf(1, 1, 2, 5);
                for (int i = 0; i < size && !calls.isEmpty(); i++) {
                    second(calls.get(draw.upTo(calls.size() - 1)).end());
                }
            }
            if (draw.chance(4)) {
                troubles.add(new Trouble.WithLists(
                        How.COUNT_OFF, draw.chance(30) ? new Span(start, Span.FOREVER) : span(40_000)));
            }
            if (draw.chance(15)) {
                Resource resource = draw.oneOf(Resource.CALLS, Resource.PARTICIPANTS, null);
                troubles.add(new Trouble.Outage(resource, draw.oneOf(How.FAIL, How.FAIL_LONG, How.HANG), span(10_000)));
            }
            if (draw.chance(12)) {
                troubles.add(new Trouble.Busy(draw.oneOf(5, 30, 70), span(5_000)));
            }
            if (draw.chance(limit == SMALL_LIMIT ? 35 : 5)) {
                troubles.add(new Trouble.Busy(draw.oneOf(5, 15, 30), backlog()));
            }
            if (draw.chance(8)) {
                troubles.add(new Trouble.WrongDate(draw.oneOf(1, 5), span(50_000)));
            }
            return troubles;
        }

        private void participants(CallStory call) {
            How how = draw.oneOf(
                    How.COUNT_OFF,
                    How.COUNT_OFF,
                    How.FAIL,
                    How.FAIL_LONG,
                    How.HANG,
                    How.NULLS,
                    How.OBJECTS_NULL,
                    How.NOT_FOUND,
                    How.EMPTY,
                    How.LATER_PAGES);
            troubles.add(new Trouble.WithParticipants(call.id(), how, around(call.end())));
        }

        private void second(Instant end) {
            Instant second = end.truncatedTo(ChronoUnit.SECONDS);
            second = second.isBefore(end) ? second.plusSeconds(1) : second;
            second = draw.chance(30) ? second.plusSeconds(draw.between(-3, 3)) : second;
            How how = draw.oneOf(How.COUNT_OFF, How.MISSING, How.FAIL, How.FAIL_LONG, How.HANG);
            troubles.add(new Trouble.WithSecond(second, how, around(second)));
        }

        /** From the beginning, or from a while after it; indefinitely or for a while. */
        private Span around(Instant end) {
            Instant from = draw.chance(60)
                    ? end.minusSeconds(1_000)
                    : end.plusSeconds(draw.upTo(draw.oneOf(100, 5_000, 90_000)));
            if (draw.chance(35)) {
                return new Span(from, Span.FOREVER);
            }
            Instant base = from.isBefore(start) ? start : from;
            return new Span(from, base.plusSeconds(1 + draw.upTo(draw.oneOf(1_010, 1_100, 5_000, 90_000))));
        }

        /** While history is read, or the calls of a burst: then requests wait. */
        private Span backlog() {
            Instant burst = bursts.get(draw.upTo(bursts.size() - 1));
            Instant from = draw.chance(50) && burst.isAfter(start) ? burst : start;
            return Span.of(from, Duration.ofSeconds(draw.between(20, 400)));
        }

        private Span span(int maxSeconds) {
            Instant burst = bursts.get(draw.upTo(bursts.size() - 1));
            Instant from = draw.chance(60) && burst.isAfter(start)
                    ? burst.minusSeconds(draw.upTo(60))
                    : start.plusSeconds(draw.upTo(draw.oneOf(60, 90_000)));
            return Span.of(from, Duration.ofSeconds(5 + draw.upTo(draw.oneOf(60, maxSeconds))));
        }
    }
}
