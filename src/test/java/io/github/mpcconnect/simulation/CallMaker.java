package io.github.mpcconnect.simulation;

import io.github.mpcconnect.config.AccountSettings;
import io.github.mpcconnect.simulation.CallStory.Member;
import io.github.mpcconnect.simulation.CallStory.Shape;
import io.github.mpcconnect.simulation.CallStory.Version;
import io.github.mpcconnect.simulation.World.Span;
import io.github.mpcconnect.timeline.Day;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Draws the calls of one account. */
final class CallMaker {

    private final Draw draw;
    private final String account;
    private final Instant start;
    private final AccountSettings settings;
    private final int late;
    private final int unbilled;
    private final int amended;
    private final int moved;
    private final int hidden;
    private final int malformed;
    private int number;

    CallMaker(Draw draw, String account, Instant start, AccountSettings settings) {
        this.draw = draw;
        this.account = account;
        this.start = start;
        this.settings = settings;
        this.late = draw.oneOf(0, 0, 10, 30);
        this.unbilled = draw.oneOf(0, 0, 30, 90);
        this.amended = draw.oneOf(0, 0, 0, 20);
        this.moved = draw.oneOf(0, 0, 0, 15);
        this.hidden = draw.oneOf(0, 0, 0, 15);
        this.malformed = draw.oneOf(0, 0, 0, 0, 10);
    }

    List<CallStory> calls(List<Instant> bursts) {
        List<CallStory> calls = new ArrayList<>();
        for (Instant burst : bursts) {
            int size = draw.oneOf(1, 2, 5, 10, 20);
            int spread = draw.oneOf(0, 3, 20, 120, 3_000);
            for (int i = 0; i < size; i++) {
                calls.add(call(end(burst, spread)));
            }
        }
        if (draw.chance(10)) {
            manyLate(calls, bursts.get(draw.upTo(bursts.size() - 1)));
        }
        if (draw.chance(20)) {
            endless(calls);
        }
        if (draw.chance(12)) {
            lateOfThePast(calls);
        }
        if (draw.chance(25)) {
            lateBill(calls);
        }
        if (draw.chance(35)) {
            afterwards(calls, bursts.get(bursts.size() - 1));
        }
        if (draw.chance(20)) {
            oneForAnother(calls, bursts.get(bursts.size() - 1));
        }
        return calls;
    }

    private Instant end(Instant burst, int spread) {
        Instant second = burst.plusSeconds(draw.upTo(spread));
        return draw.chance(20) ? second.plusMillis(draw.between(1, 999)) : second;
    }

    /** More or fewer late calls of one day, at once, than can be distinguished over a restart. */
    private void manyLate(List<CallStory> calls, Instant burst) {
        int size = draw.between(20, 45);
        Instant from = burst.plusSeconds(draw.between(60, 50_000));
        for (int i = 0; i < size; i++) {
            Instant end = end(burst, 2_000);
            calls.add(story(
                    end, List.of(new Version(end, end, bill(), "late")), max(from, end), List.of(), members(end)));
        }
    }

    /** A call of one of the days before, which may have been empty when they were read. */
    private void lateOfThePast(List<CallStory> calls) {
        Instant end = start.minusSeconds(draw.between(3_600, 200_000));
        Instant from = start.plusSeconds(draw.between(60, 30_000));
        calls.add(story(end, List.of(new Version(end, end, bill(), "late")), from, List.of(), members(end)));
    }

    /** A call soon after a day begins to be read. Its bill comes some audits later, often before a listing is due. */
    private void lateBill(List<CallStory> calls) {
        Instant opened = draw.chance(60) ? start : Day.of(start).end();
        Instant end = opened.plusSeconds(draw.between(20, 400));
        int interval = (int) settings.audit().interval().toSeconds();
        Instant from = end.plus(settings.ended().settleDelay()).plusSeconds(draw.between(30, 2 * interval));
        List<Version> versions =
                List.of(new Version(end, end, null, "unbilled"), new Version(from, end, bill(), "unbilled"));
        calls.add(story(end, versions, end, List.of(), members(end)));
    }

    /** Calls that nothing of a burst may hold up: what is sick there is known by then. */
    private void afterwards(List<CallStory> calls, Instant burst) {
        for (int i = draw.between(1, 2); i > 0; i--) {
            Instant end = burst.plusSeconds(draw.between(400, 2_500));
            calls.add(story(end, List.of(new Version(end, end, bill(), "after")), end, List.of(), members(end)));
        }
    }

    /** A call vanishes, and a while later another one of that day comes late: the API counts as many as before. */
    private void oneForAnother(List<CallStory> calls, Instant burst) {
        Instant end = end(burst, 60);
        Instant gone = end.plusSeconds(draw.between(700, 2_000));
        List<Span> vanished = List.of(new Span(gone, Span.FOREVER));
        calls.add(story(end, List.of(new Version(end, end, bill(), "vanishes")), end, vanished, members(end)));
        Instant late = gone.plusSeconds(draw.between(700, 5_000));
        calls.add(story(end, List.of(new Version(end, end, bill(), "late")), late, List.of(), members(end)));
    }

    /** Calls that are in progress at the end. */
    private void endless(List<CallStory> calls) {
        Instant end = start.plus(Duration.ofDays(20));
        for (int i = draw.upTo(3); i >= 0; i--) {
            calls.add(story(end, List.of(new Version(end, end, bill(), "endless")), end, List.of(), List.of()));
        }
    }

    private CallStory call(Instant end) {
        List<Version> versions = new ArrayList<>();
        boolean billed = !draw.chance(unbilled);
        versions.add(new Version(end, end, billed ? bill() : null, "call"));
        if (!billed && draw.chance(80)) {
            versions.add(next(versions, false));
        }
        if (draw.chance(amended)) {
            versions.add(next(versions, false));
        }
        if (draw.chance(moved)) {
            versions.add(next(versions, true));
        }
        Instant visible = draw.chance(late) ? end.plusSeconds(delay()) : end;
        List<Span> spans = draw.chance(hidden) ? List.of(hidden(end)) : List.of();
        return story(end, versions, visible, spans, members(end));
    }

    private CallStory story(
            Instant end, List<Version> versions, Instant visible, List<Span> spans, List<Member> members) {
        Shape shape = !draw.chance(malformed)
                ? Shape.READABLE
                : draw.chance(60) ? Shape.MALFORMED : Shape.MALFORMED_WITHOUT_ID;
        Instant created = end.minusSeconds(draw.between(5, 900));
        created = versions.get(0).name().equals("endless") ? start.plus(Duration.ofMinutes(2)) : created;
        created = created.truncatedTo(ChronoUnit.SECONDS);
        return new CallStory(
                account + "-c" + number++, created, created.plusSeconds(2), versions, visible, spans, members, shape);
    }

    private Version next(List<Version> versions, boolean moves) {
        Version before = versions.get(versions.size() - 1);
        Instant from = before.from().plusSeconds(delay());
        if (!moves) {
            String name = before.bill() == null ? before.name() : before.name() + "+";
            return new Version(from, before.end(), bill(), name);
        }
        Instant end = before.end().plusSeconds(draw.oneOf(-1, 1, 60, -600, -40_000, 40_000, 86_400));
        Instant latest = from.minusSeconds(1);
        return new Version(from, end.isAfter(latest) ? latest : end, before.bill(), before.name());
    }

    private int delay() {
        return draw.oneOf(
                draw.between(1, 30), draw.between(30, 900), draw.between(900, 20_000), draw.between(20_000, 100_000));
    }

    private Span hidden(Instant end) {
        Instant from = end.plusSeconds(delay());
        return draw.chance(30) ? new Span(from, Span.FOREVER) : Span.of(from, Duration.ofSeconds(delay()));
    }

    private BigDecimal bill() {
        return BigDecimal.valueOf(draw.between(0, 99_999), 5);
    }

    private List<Member> members(Instant end) {
        int size = draw.chance(4) ? 25 : draw.upTo(3);
        if (!settings.records().withParticipants()) {
            size = 0;
        }
        List<Member> members = new ArrayList<>();
        Instant last = end.truncatedTo(ChronoUnit.SECONDS);
        for (int i = 0; i < size; i++) {
            String id = i > 0 && draw.chance(15) ? members.get(i - 1).id() : "m" + i;
            boolean back = i > 0 && members.get(i - 1).id().equals(id);
            Instant join = last.minusSeconds(draw.between(1, 3));
            join = back ? members.get(i - 1).exit().plusSeconds(1) : join.minusSeconds(2);
            members.add(new Member(id, join, join.plusSeconds(1)));
        }
        return members;
    }

    private static Instant max(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
