package io.github.mpcconnect.simulation;

import io.github.mpcconnect.request.Resource;
import io.github.mpcconnect.simulation.Trouble.How;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Draws what is wrong at the API of one account. */
final class TroubleMaker {

    private final Draw draw;
    private final Instant start;
    private final List<Instant> bursts;
    private final List<Trouble> troubles = new ArrayList<>();

    TroubleMaker(Draw draw, Instant start, List<Instant> bursts) {
        this.draw = draw;
        this.start = start;
        this.bursts = bursts;
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
        Instant from =
                draw.chance(60) ? end.minusSeconds(1_000) : end.plusSeconds(draw.upTo(draw.oneOf(100, 5_000, 90_000)));
        if (draw.chance(35)) {
            return new Span(from, Span.FOREVER);
        }
        Instant base = from.isBefore(start) ? start : from;
        return new Span(from, base.plusSeconds(1 + draw.upTo(draw.oneOf(1_010, 1_100, 5_000, 90_000))));
    }

    private Span span(int maxSeconds) {
        Instant burst = bursts.get(draw.upTo(bursts.size() - 1));
        Instant from = draw.chance(60) && burst.isAfter(start)
                ? burst.minusSeconds(draw.upTo(60))
                : start.plusSeconds(draw.upTo(draw.oneOf(60, 90_000)));
        return Span.of(from, Duration.ofSeconds(5 + draw.upTo(draw.oneOf(60, maxSeconds))));
    }
}
