package io.github.mpcconnect.quickstart;

import io.github.mpcconnect.quickstart.Model.Counts;
import io.github.mpcconnect.quickstart.Model.Day;
import io.github.mpcconnect.quickstart.Model.LiveCall;
import io.github.mpcconnect.quickstart.Model.NewCall;
import io.github.mpcconnect.quickstart.Model.Person;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.simulator.Traffic;
import io.github.mpcconnect.support.Comparison;
import io.github.mpcconnect.support.Examples;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints what the model knows. Times are UTC; no phone number or address is printed. */
final class Report {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int MAX_NAME = 16;
    private static final int MAX_LIVE_CALLS = 3;
    private static final int MAX_WRONG_DAYS = 5;
    private static final String PROGRESS = "%6s %8s %13s %11s %7s %8s  %s";
    private static final String DAY = "%-10s %6s %8s  %s";
    private static final String COMPARED = "  %-13s %9s %6s %8s %8s %6s   %s";

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }

    void welcome(Settings settings) {
        line("%nPlivo's multiparty calls in Kafka, with %s.", Examples.DISTRIBUTED);
        line(
                "Starting a Connect worker%s; the log is %s.%n",
                settings.hasOwnBroker() ? " and a broker" : "", settings.workerLog());
    }

    void addresses(Stage stage) {
        String api = Objects.requireNonNullElse(stage.apiUrl(), "https://api.plivo.com");
        line(
                "  API        %s%s",
                api, stage.centre() == null ? "" : simulated(stage.centre().history()));
        line("  Kafka      %s", stage.bootstrapServers());
        line("  Connect    %s", stage.connectorUrl());
        line(
                "  overrides  %s%s%n",
                stage.apiUrl() == null ? "" : "plivo.api.url, ",
                Stage.QUICKER.entrySet().stream().map(Object::toString).collect(Collectors.joining(", ")));
        String day = String.format(DAY, "day closed", "calls", "billed", "check");
        line(PROGRESS, "time", "calls", "participants", "live calls", "people", "on hold", day);
    }

    private static String simulated(List<SimulatedCall> history) {
        int participants =
                history.stream().mapToInt(call -> call.participants().size()).sum();
        String text = ", simulated: %,d calls with %,d participants in %d days";
        return String.format(Locale.ROOT, text, history.size(), participants, SimulatedContactCentre.DAYS);
    }

    /** A row of the table that {@link #addresses} starts: what arrived so far, and the day that was closed last. */
    void progress(Duration elapsed, Model model) {
        Counts counts = model.counts();
        List<LiveCall> live = model.liveCalls();
        line(
                PROGRESS,
                elapsed.toSeconds() + " s",
                number(counts.calls()),
                number(counts.participants()),
                live.size(),
                people(live).count(),
                people(live).filter(Person::hold).count(),
                model.closedLast() == null ? "" : day(model.closedLast()));
    }

    static String day(Day day) {
        return String.format(DAY, day.day(), number(day.calls()), amount(day.billed()), day.check());
    }

    /** The table of what was compared with the simulated account, and what is wrong. */
    void compared(Model model, Proof proof) {
        List<String> days = proof.wrongDays(model.days());
        line(COMPARED, "", "in Kafka", "lost", "doubled", "unknown", "wrong", "topic");
        compared("calls", model.counts().calls(), proof.calls());
        compared("participants", model.counts().participants(), proof.participants());
        line(
                COMPARED,
                "closed days",
                count(model.days(), "closed"),
                "",
                "",
                "",
                days.size(),
                Stage.PREFIX + ".mpc.days");
        Stream.of(proof.calls(), proof.participants())
                .filter(found -> !found.isExact())
                .forEach(found -> line("  %s", found));
        days.stream().limit(MAX_WRONG_DAYS).forEach(day -> line("  %s", day));
    }

    private void compared(String what, int inKafka, Comparison found) {
        line(
                COMPARED,
                what,
                number(inKafka),
                found.lost().size(),
                found.doubled().size(),
                found.unknown().size(),
                found.wrong().size(),
                Stage.PREFIX + ".mpc." + what);
    }

    /** What arrived from an account whose contents are not known here. */
    void counted(Counts counts) {
        line("  calls         %,d, doubled %d", counts.calls(), counts.doubledCalls());
        line("  participants  %,d, doubled %d", counts.participants(), counts.doubledParticipants());
    }

    void summary(Model model, Stage stage) {
        Collection<Day> days = model.days();
        BigDecimal billed = days.stream()
                .filter(day -> day.state().equals("closed") && day.billed() != null)
                .map(Day::billed)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        line(
                "%n  days       %s; billed in closed days: %s",
                Stream.of("closed", "read", "open", "disputed")
                        .map(state -> count(days, state) + " " + state)
                        .collect(Collectors.joining(", ")),
                amount(billed));
        List<Duration> delays =
                model.newCalls().stream().map(NewCall::delay).sorted().toList();
        if (!delays.isEmpty()) {
            double median = delays.get(delays.size() / 2).toMillis() / 1000.0;
            String text = "  new calls  %d ended meanwhile; half of them were in Kafka within %.1f s";
            line(text, model.counts().newCalls(), median);
        }
        if (stage.centre() != null) {
            Traffic traffic = stage.centre().traffic();
            line(
                    "  API        %,d requests, at most %d in any 5 s (allowed: 300), %d refused",
                    traffic.count(), traffic.mostInAnySpan(stage.account()), traffic.refused());
        }
        line("  offsets    %s/offsets", stage.connectorUrl());
    }

    private static long count(Collection<Day> days, String state) {
        return days.stream().filter(day -> day.state().equals(state)).count();
    }

    void whatNext() {
        line("%n  Your account: set PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN. Your Kafka: set KAFKA_BOOTSTRAP_SERVERS.");
        line("%nFrom here on: each call as it ends, and the calls in progress. Ctrl-C ends this.%n");
    }

    /** A call that ended. */
    static String newCall(NewCall call) {
        return String.format(
                Locale.ROOT,
                "%s  ended  %-18s  %s  %d participants  billed %s  in Kafka %.1f s later",
                TIME.format(call.end()),
                name(call.name()),
                length(call.length()),
                call.participants(),
                amount(call.billed()),
                call.delay().toMillis() / 1000.0);
    }

    /** The calls in progress in one line, then some of them: first those where somebody is on hold or muted. */
    static List<String> live(List<LiveCall> calls, Instant now) {
        String all = String.format(
                Locale.ROOT,
                "%s  live   %d calls, %d people, %d on hold, %d muted",
                TIME.format(now),
                calls.size(),
                people(calls).count(),
                people(calls).filter(Person::hold).count(),
                people(calls).filter(Person::mute).count());
        Comparator<LiveCall> marks = Comparator.comparing(call -> call.people().stream()
                .filter(person -> person.hold() || person.mute())
                .count());
        Stream<String> some =
                calls.stream().sorted(marks.reversed()).limit(MAX_LIVE_CALLS).map(call -> live(call, now));
        return Stream.concat(Stream.of(all), some).toList();
    }

    private static String live(LiveCall call, Instant now) {
        String people = call.people().stream()
                .map(person -> person.role() + " " + person.memberId() + (person.hold() ? " (on hold)" : "")
                        + (person.mute() ? " (muted)" : ""))
                .collect(Collectors.joining(", "));
        Duration length = call.start() == null ? Duration.ZERO : Duration.between(call.start(), now);
        return String.format("                 %-18s  %s  %s", name(call.name()), length(length), people);
    }

    private static Stream<Person> people(List<LiveCall> calls) {
        return calls.stream().flatMap(call -> call.people().stream());
    }

    /** 1234567 as 1,234,567. */
    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** In quotes, without control characters, shortened to its column. */
    private static String name(String name) {
        String shown = name == null ? "" : name.replaceAll("\\p{Cntrl}", " ");
        return '"' + (shown.length() > MAX_NAME ? shown.substring(0, MAX_NAME - 3) + "..." : shown) + '"';
    }

    private static String length(Duration length) {
        return String.format("%02d:%02d:%02d", length.toHours(), length.toMinutesPart(), length.toSecondsPart());
    }

    private static String amount(BigDecimal amount) {
        return amount == null ? "-" : String.format(Locale.ROOT, "%,." + Math.max(2, amount.scale()) + "f", amount);
    }
}
