package io.github.mpcconnect.quickstart;

import io.github.mpcconnect.quickstart.Model.Day;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.support.Arrived;
import io.github.mpcconnect.support.Comparison;
import io.github.mpcconnect.support.DayTruth;
import io.github.mpcconnect.support.Topic.Line;
import io.github.mpcconnect.support.Truth;
import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Compares what arrived with what the simulated account holds: every field of every call of the history and of its
 * participants, and every day that can be closed. For one thread.
 */
final class Proof {

    private static final int FINAL_AFTER_DAYS = 3;
    private static final Day NO_CALLS = new Day(LocalDate.EPOCH, "closed", 0, "0".repeat(16), BigDecimal.ZERO);

    private final Truth truth;
    private final Set<String> newCalls;
    private final Set<String> outstanding = new HashSet<>();
    private final Map<LocalDate, Day> closedDays = new TreeMap<>();
    private final List<Line> calls = new ArrayList<>();
    private final List<Line> participants = new ArrayList<>();

    /**
     * @param history the calls that ended before the start; the account's others are ignored
     * @param first the first of the days that can be read in full
     * @param today the day of the start
     */
    Proof(SimulatedAccount account, Collection<SimulatedCall> history, LocalDate first, LocalDate today) {
        truth = Truth.of(account, history).amounts(JsonNode::asDecimal);
        newCalls = account.calls().all().stream().map(SimulatedCall::mpcUuid).collect(Collectors.toSet());
        Map<LocalDate, BigDecimal> billed = new TreeMap<>();
        for (SimulatedCall call : history) {
            newCalls.remove(call.mpcUuid());
            outstanding.add(call.mpcUuid());
            call.participants().forEach(each -> outstanding.add(call.mpcUuid() + "/" + each.memberId()));
            billed.merge(dayOf(call), call.billedAmount(), BigDecimal::add);
        }
        Map<String, DayTruth> days = DayTruth.complete(history);
        for (LocalDate day = first; !day.isAfter(today.minusDays(FINAL_AFTER_DAYS)); day = day.plusDays(1)) {
            closedDays.put(day, closed(day, days.get(day.toString()), billed.get(day)));
        }
    }

    /** The day D that holds (D 00:00:00, D+1 00:00:00]. */
    private static LocalDate dayOf(SimulatedCall call) {
        return call.endTime().minusNanos(1000).atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static Day closed(LocalDate day, DayTruth expected, BigDecimal billed) {
        return expected == null
                ? new Day(day, NO_CALLS.state(), NO_CALLS.calls(), NO_CALLS.check(), NO_CALLS.billed())
                : new Day(day, "closed", expected.calls(), expected.check(), billed.stripTrailingZeros());
    }

    /** @param topic the topic's name without its prefix */
    void add(String topic, Line line) {
        String call = line.key().path("mpc_uuid").asString("");
        if (newCalls.contains(call)) {
            return;
        }
        if (topic.equals("calls")) {
            outstanding.remove(call);
            calls.add(line);
        } else if (topic.equals("participants")) {
            outstanding.remove(call + "/" + line.key().path("member_id").asString(""));
            participants.add(line);
        }
    }

    /** Whether everything arrived that has to, be it right or wrong. */
    boolean isComplete(Collection<Day> days) {
        return outstanding.isEmpty() && days.stream().filter(Proof::isFinal).count() >= closedDays.size();
    }

    private static boolean isFinal(Day day) {
        return day.state().equals("closed") || day.state().equals("disputed");
    }

    Comparison calls() {
        return truth.callsIn(new Arrived(calls, participants));
    }

    Comparison participants() {
        return truth.participantsIn(new Arrived(calls, participants));
    }

    /** Whether nothing is lost, doubled, unknown or wrong. */
    boolean holds(Collection<Day> days) {
        return calls().isExact() && participants().isExact() && wrongDays(days).isEmpty();
    }

    /** The days that are not closed, or not with these calls, this check and this money; a sentence for each. */
    List<String> wrongDays(Collection<Day> days) {
        Map<LocalDate, Day> actual = days.stream().collect(Collectors.toMap(Day::day, day -> day));
        return closedDays.values().stream()
                .filter(day -> !day.equals(actual.get(day.day())))
                .map(day -> "expected " + day + " but found " + actual.get(day.day()))
                .toList();
    }
}
