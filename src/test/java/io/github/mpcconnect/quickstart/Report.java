package io.github.mpcconnect.quickstart;

import io.github.mpcconnect.quickstart.Model.Counts;
import io.github.mpcconnect.quickstart.Model.Day;
import io.github.mpcconnect.quickstart.Model.LiveCall;
import io.github.mpcconnect.quickstart.Model.NewCall;
import io.github.mpcconnect.quickstart.Model.Person;
import io.github.mpcconnect.simulator.Traffic;
import io.github.mpcconnect.support.Examples;
import io.github.mpcconnect.support.Findings;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
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

/** Prints what the model knows. Times are UTC; no phone number or address is printed. */
final class Report {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int MAX_NAME = 16;
    private static final int MAX_LIVE_CALLS = 3;
    private static final String PROGRESS = "%8s  %7s  %12s  %5s  %9s  %11s  %7s   %s";
    private static final String COMPARED = "  %-13s %8s  %6s  %7s  %7s  %5s   %s";

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }

    void welcome(Settings settings) {
        line(
                "%nPlivo's multiparty calls in Kafka: %s account, %s, a Connect worker and",
                settings.isSimulated() ? "a simulated" : "your", settings.hasOwnBroker() ? "a broker" : "your Kafka");
        line("%s as it is. Starting; the log is %s.%n", Examples.DISTRIBUTED, settings.workerLog());
    }

    void addresses(Stage stage) {
        SimulatedContactCentre centre = stage.centre();
        String api = Objects.requireNonNullElse(stage.apiUrl(), "https://api.plivo.com");
        line("  API       %s%s", api, centre == null ? "" : simulated(centre));
        line("  Kafka     %s", stage.bootstrapServers());
        line("  Connect   %s", stage.connectorUrl());
        line("  set here  %s%s%n", stage.apiUrl() == null ? "" : "plivo.api.url, ", settings());
        line(PROGRESS, "after", "calls", "participants", "new", "live now", "in them", "on hold", "day closed last");
    }

    private static String simulated(SimulatedContactCentre centre) {
        int participants = centre.history().stream()
                .mapToInt(call -> call.participants().size())
                .sum();
        return String.format(
                Locale.ROOT,
                ", simulated: %,d calls with %,d participants in %d days",
                centre.history().size(),
                participants,
                SimulatedContactCentre.DAYS);
    }

    private static String settings() {
        return Stage.QUICKER.entrySet().stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    /** A row of the table that {@link #addresses} starts. */
    void progress(Duration elapsed, Model model) {
        Counts counts = model.counts();
        List<Person> people = people(model.liveCalls());
        Day day = model.closedLast();
        line(
                PROGRESS,
                elapsed.toSeconds() + " s",
                number(counts.calls()),
                number(counts.participants()),
                number(counts.newCalls()),
                number(model.liveCalls().size()) + " calls",
                number(people.size()) + " people",
                number(people.stream().filter(Person::hold).count()),
                day == null ? "-" : day(day));
    }

    static String day(Day day) {
        return String.format(
                Locale.ROOT,
                "%s %4d calls  billed %7s  check %s",
                day.day(),
                day.calls(),
                amount(day.billed()),
                day.check());
    }

    void conclusion(boolean complete, boolean right, boolean compared) {
        if (!complete) {
            line("%nThe history is NOT complete: nothing arrived for a while, and something is missing.");
        } else if (!right) {
            line("%nThe history arrived, but NOT all of it is right.");
        } else if (compared) {
            line("%nThe history is in Kafka. Compared with the simulated account, field by field:");
        } else {
            line("%nNothing more of the history arrives.");
        }
    }

    /** The table of what was compared with the simulated account, and what is wrong. */
    void compared(Model model, Proof proof) {
        Counts counts = model.counts();
        Findings calls = proof.calls();
        Findings participants = proof.participants();
        List<String> days = proof.days(model.days());
        line("%n" + COMPARED, "", "in Kafka", "lost", "doubled", "unknown", "wrong", "topic");
        compared("calls", counts.calls(), calls);
        compared("participants", counts.participants(), participants);
        line(
                COMPARED,
                "closed days",
                count(model.days(), "closed"),
                "",
                "",
                "",
                days.size(),
                Stage.PREFIX + ".mpc.days");
        if (!calls.equals(Findings.NONE)) {
            line("  Calls: %s", calls);
        }
        if (!participants.equals(Findings.NONE)) {
            line("  Participants: %s", participants);
        }
        days.forEach(day -> line("  Days: %s", day));
    }

    private void compared(String what, int inKafka, Findings found) {
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

    void counted(Model model) {
        Counts counts = model.counts();
        line("%n  calls         %s, doubled %d", number(counts.calls()), counts.doubledCalls());
        line("  participants  %s, doubled %d", number(counts.participants()), counts.doubledParticipants());
    }

    void summary(Model model, Stage stage) {
        Collection<Day> days = model.days();
        String states = List.of("closed", "read", "open", "disputed").stream()
                .map(state -> count(days, state) + " " + state)
                .collect(Collectors.joining(", "));
        BigDecimal billed = days.stream()
                .filter(day -> day.state().equals("closed"))
                .map(Day::billed)
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        line("%n  days      %s; the closed days bill %s", states, amount(billed));
        line("  new calls %s", newCalls(model));
        if (stage.centre() != null) {
            Traffic traffic = stage.centre().traffic();
            line(
                    "  API       %s requests, at most %d in any 5 s (allowed: 300), %d refused",
                    number(traffic.count()), traffic.mostInAnySpan(stage.account()), traffic.refused());
        }
        line("  offsets   %s/offsets", stage.connectorUrl());
    }

    private static long count(Collection<Day> days, String state) {
        return days.stream().filter(day -> day.state().equals(state)).count();
    }

    private static String newCalls(Model model) {
        return model.newCalls().stream().mapToLong(call -> call.delay().toMillis()).average().stream()
                .mapToObj(millis -> String.format(
                        Locale.ROOT,
                        "%d ended meanwhile; in Kafka %s after their end on average",
                        model.counts().newCalls(),
                        seconds(Duration.ofMillis((long) millis))))
                .findFirst()
                .orElse("none ended meanwhile");
    }

    void whatNext(Settings settings) {
        if (settings.isSimulated()) {
            line("%n  Your account:  PLIVO_AUTH_ID=... PLIVO_AUTH_TOKEN=... mvn -Pquickstart");
        }
        if (settings.hasOwnBroker()) {
            line("  Your Kafka:    KAFKA_BOOTSTRAP_SERVERS=... mvn -Pquickstart");
        }
        line("%nFrom here on: each call as it ends, and the calls in progress. Ctrl-C ends this.%n");
    }

    /** A call that ended. */
    static String newCall(NewCall call) {
        return String.format(
                Locale.ROOT,
                "%s  ended  %-18s  %s  %d participants  billed %s  in Kafka %s later",
                TIME.format(call.end()),
                name(call.name()),
                length(call.length()),
                call.participants(),
                amount(call.billed()),
                seconds(call.delay()));
    }

    /** The calls in progress in one line, then some of them: first those where somebody is on hold or muted. */
    static List<String> live(List<LiveCall> calls, Instant now) {
        List<Person> people = people(calls);
        String all = String.format(
                Locale.ROOT,
                "%s  live   %d calls, %d people, %d on hold, %d muted",
                TIME.format(now),
                calls.size(),
                people.size(),
                people.stream().filter(Person::hold).count(),
                people.stream().filter(Person::mute).count());
        List<String> lines = calls.stream()
                .sorted(Comparator.comparing(call -> -call.people().stream()
                        .filter(person -> person.hold() || person.mute())
                        .count()))
                .limit(MAX_LIVE_CALLS)
                .map(call -> live(call, now))
                .collect(Collectors.toList());
        lines.add(0, all);
        return lines;
    }

    private static String live(LiveCall call, Instant now) {
        String people = call.people().stream()
                .map(person -> person.role() + " " + person.memberId() + (person.hold() ? " (on hold)" : "")
                        + (person.mute() ? " (muted)" : ""))
                .collect(Collectors.joining(", "));
        Duration length = call.start() == null ? Duration.ZERO : Duration.between(call.start(), now);
        return String.format("                 %-18s  %s  %s", name(call.name()), length(length), people);
    }

    private static List<Person> people(List<LiveCall> calls) {
        return calls.stream().flatMap(call -> call.people().stream()).toList();
    }

    /** 1234567 as 1,234,567. */
    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
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
        if (amount == null) {
            return "-";
        }
        return amount.scale() <= 2
                ? amount.setScale(2, RoundingMode.UNNECESSARY).toPlainString()
                : amount.toPlainString();
    }
}
