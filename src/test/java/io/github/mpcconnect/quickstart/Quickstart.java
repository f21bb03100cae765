package io.github.mpcconnect.quickstart;

import io.github.mpcconnect.quickstart.Model.NewCall;
import io.github.mpcconnect.support.ConnectRest.Refused;
import io.github.mpcconnect.support.Topic.Line;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Shows the connector at work. Exits with 0 where the whole history arrived, each call and participant once and right,
 * each day that is final closed, and each topic as the example says; otherwise with 1.
 */
public final class Quickstart {

    private static final Duration WAIT = Duration.ofMillis(200);
    private static final Duration MIN_PROGRESS_INTERVAL = Duration.ofSeconds(8);
    private static final Duration LIVE_INTERVAL = Duration.ofSeconds(10);
    private static final Duration MAX_START = Duration.ofSeconds(60);
    private static final Duration NOTHING_MORE_COMES = Duration.ofSeconds(20);
    private static final int INTERRUPTED = 130;

    private final Settings settings;
    private final Report report;
    private final Instant began = Instant.now();
    private final Model model = new Model(began);
    private volatile Stage stage;
    private volatile boolean stopping;
    private Proof proof;

    private Quickstart(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    /** See the class comment; {@code -Dquickstart.once} ends it when the history is in Kafka. */
    public static void main(String[] args) throws IOException {
        Report report = new Report(System.out);
        Settings settings;
        try {
            settings = Settings.of(System.getenv(), System.getProperties());
        } catch (IllegalArgumentException e) {
            report.line("%s", e.getMessage());
            System.exit(1);
            return;
        }
        Workplace.prepare(settings.workerLog());
        Quickstart quickstart = new Quickstart(settings, report);
        Thread interrupted = new Thread(quickstart::interrupted, "quickstart-interrupted");
        Runtime.getRuntime().addShutdownHook(interrupted);
        int code = quickstart.run();
        quickstart.close();
        if (code == 0) {
            Workplace.markComplete(settings.workerLog());
        }
        Runtime.getRuntime().halt(code);
    }

    private int run() {
        try {
            return show() ? 0 : 1;
        } catch (RuntimeException | AssertionError e) {
            if (!stopping) {
                report.line("%nThe quickstart ended early. %s", reason(e));
                report.line("The log of the broker and the worker: %s", settings.workerLog());
            }
            return 1;
        }
    }

    /** A sentence that says why. */
    static String reason(Throwable failure) {
        if (failure instanceof Refused refused) {
            return "Connect rejected the connector:\n" + reasons(refused.getMessage());
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return "A port is in use by another program: " + cause.getMessage();
            }
        }
        return failure instanceof IllegalStateException || failure instanceof AssertionError
                ? failure.getMessage()
                : failure.toString();
    }

    /** The sentences of Connect's answer, without those that say nothing. */
    private static String reasons(String answer) {
        int body = answer.indexOf('{');
        String message = body < 0
                ? answer
                : new JsonMapper()
                        .readTree(answer.substring(body))
                        .path("message")
                        .asString(answer);
        return message.lines()
                .filter(line -> !line.isBlank() && !line.contains("Connector configuration is invalid"))
                .filter(line -> !line.contains("You can also find the above list of errors"))
                .map(line -> "  " + line)
                .collect(Collectors.joining("\n"));
    }

    private boolean show() {
        report.welcome(settings);
        stage = Stage.open(settings);
        SimulatedContactCentre centre = stage.centre();
        LocalDate today = LocalDate.ofInstant(began, ZoneOffset.UTC);
        LocalDate first = today.minusDays(SimulatedContactCentre.DAYS - 1);
        proof = centre == null ? null : new Proof(centre.account(), centre.history(), first, today);
        try (TopicReader reader = new TopicReader(stage.bootstrapServers(), Stage.PREFIX, stage.account(), began)) {
            stage.createConnector();
            report.addresses(stage);
            boolean complete = readHistory(reader);
            boolean right = conclude(complete);
            if (!settings.once() && complete && !stopping) {
                report.whatNext();
                showNewCalls(reader);
            }
            return complete && right;
        }
    }

    private void add(String topic, Line line) {
        model.add(topic, line);
        if (proof != null) {
            proof.add(topic, line);
        }
    }

    /** True where all of the history arrived; for your account, where nothing more arrives. */
    private boolean readHistory(TopicReader reader) {
        Instant created = Instant.now();
        Instant printed = created;
        while (!stopping) {
            reader.read(WAIT, this::add);
            Instant now = Instant.now();
            Duration elapsed = Duration.between(created, now);
            boolean complete = proof != null && proof.isComplete(model.days());
            boolean idle = isIdle(created, now);
            if (complete || idle || isAfter(printed, now, interval(elapsed))) {
                printed = now;
                stage.checkRunning();
                report.progress(elapsed, model);
            }
            if (complete || idle) {
                return complete || proof == null;
            }
        }
        return false;
    }

    private boolean isIdle(Instant created, Instant now) {
        Instant last = model.lastHistory();
        return last == null ? isAfter(created, now, MAX_START) : isAfter(last, now, NOTHING_MORE_COMES);
    }

    /** Grows with the time that it takes, so that a long history does not print a long table. */
    private static Duration interval(Duration elapsed) {
        Duration tenth = elapsed.dividedBy(10);
        return tenth.compareTo(MIN_PROGRESS_INTERVAL) > 0 ? tenth : MIN_PROGRESS_INTERVAL;
    }

    private static boolean isAfter(Instant start, Instant now, Duration duration) {
        return Duration.between(start, now).compareTo(duration) > 0;
    }

    /** Prints what arrived, and returns whether it is right. */
    private boolean conclude(boolean complete) {
        if (stopping) {
            return false;
        }
        List<String> wrongTopics = settings.hasOwnBroker() ? stage.wrongTopics() : List.of();
        boolean right = wrongTopics.isEmpty() && (proof == null || proof.holds(model.days()));
        report.line("%n%s%n", conclusion(complete, right));
        if (proof == null) {
            report.counted(model.counts());
        } else {
            report.compared(model, proof);
        }
        wrongTopics.forEach(topic -> report.line("  %s", topic));
        report.summary(model, stage);
        return right;
    }

    private String conclusion(boolean complete, boolean right) {
        if (!complete) {
            return "The history is NOT complete: nothing arrived for some time, and something is missing.";
        }
        if (!right) {
            return "The history arrived, but NOT all of it is right.";
        }
        return proof == null
                ? "No more of the history arrives."
                : "The history is in Kafka. Every field of every record was compared with the simulated account:";
    }

    private void showNewCalls(TopicReader reader) {
        int shown = model.counts().newCalls();
        Instant printed = Instant.EPOCH;
        while (!stopping) {
            reader.read(WAIT, this::add);
            List<NewCall> newest = model.newCalls();
            int more = Math.min(newest.size(), model.counts().newCalls() - shown);
            shown += more;
            newest.subList(newest.size() - more, newest.size())
                    .forEach(call -> report.line("%s", Report.newCall(call)));
            Instant now = Instant.now();
            if (isAfter(printed, now, LIVE_INTERVAL)) {
                printed = now;
                stage.checkRunning();
                Report.live(model.liveCalls(), now).forEach(line -> report.line("%s", line));
            }
        }
    }

    private void close() {
        stopping = true;
        if (stage != null) {
            stage.close();
        }
    }

    /** Ctrl-C. What is only in this JVM needs no closing, and a worker takes long to stop without its broker. */
    private void interrupted() {
        stopping = true;
        report.line("Stopped.");
        if (stage != null && !settings.hasOwnBroker()) {
            stage.close();
        }
        Runtime.getRuntime().halt(INTERRUPTED);
    }
}
