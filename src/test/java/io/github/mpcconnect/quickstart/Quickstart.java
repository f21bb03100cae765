package io.github.mpcconnect.quickstart;

import io.github.mpcconnect.support.ConnectRest.Refused;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Shows the connector at work: a simulated account (or yours), a broker (or your Kafka) and a Connect worker in this
 * JVM. Ends with 0 where the whole history arrived, each call and participant once, else with 1.
 */
public final class Quickstart {

    private static final Duration NOTHING_MORE_COMES = Duration.ofSeconds(20);

    private static final int INTERRUPTED = 130;

    private final Settings settings;
    private final Screen screen;
    private final Instant began = Instant.now();
    private volatile Stage stage;
    private volatile boolean stopping;
    private volatile boolean closed;

    private Quickstart(Settings settings, Screen screen) {
        this.settings = settings;
        this.screen = screen;
    }

    /** See the class comment; {@code -Dquickstart.once} ends it when the history is there. */
    public static void main(String[] args) throws IOException {
        Screen screen = Screen.onStandardOutput(System.getenv());
        Settings settings;
        try {
            settings = Settings.of(System.getenv(), System.getProperties());
        } catch (IllegalArgumentException e) {
            screen.line(e.getMessage());
            System.exit(1);
            return;
        }
        Workplace.prepare(settings.workerLog());
        Quickstart quickstart = new Quickstart(settings, screen);
        Runtime.getRuntime().addShutdownHook(new Thread(quickstart::interrupted, "quickstart-interrupted"));
        int code = quickstart.run();
        quickstart.close();
        if (code == 0) {
            Workplace.markComplete(settings.workerLog());
        }
        System.exit(code);
    }

    private int run() {
        try {
            return show() ? 0 : 1;
        } catch (Refused e) {
            return failed("Connect does not take the connector:", Pipeline.sentences(e));
        } catch (TaskFailedException e) {
            return failed("The connector stopped:", e.getMessage().lines().toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } catch (RuntimeException e) {
            return failed("That did not work:", List.of(e.toString()));
        }
    }

    private int failed(String what, List<String> why) {
        if (!stopping) {
            screen.clear();
            screen.line("\n" + what);
            why.forEach(line -> screen.line("  " + line));
            screen.line("The worker's log: " + settings.workerLog());
        }
        return 1;
    }

    private boolean show() throws InterruptedException {
        Texts texts = new Texts(settings);
        screen.line(texts.welcome());
        stage = Stage.open(settings);
        screen.line(texts.addresses(stage));
        try (TopicWatcher watcher =
                new TopicWatcher(stage.bootstrapServers(), Pipeline.PREFIX, stage.account(), began)) {
            Instant created = Instant.now();
            stage.pipeline().create(stage.connectorConfig());
            Show show = newShow(watcher);
            boolean complete = watchHistory(show);
            screen.clear();
            summary(show, created, complete).lines().forEach(screen::line);
            if (!settings.once() && complete && !stopping) {
                screen.line(texts.whatNext());
                watchNewCalls(show);
            }
            return complete && isExact(show);
        }
    }

    private Show newShow(TopicWatcher watcher) {
        LocalDate today = LocalDate.ofInstant(began, ZoneOffset.UTC);
        return new Show(
                screen,
                stage.pipeline(),
                watcher,
                stage.account(),
                stage.centre() == null ? null : stage.centre()::requests,
                began,
                Progress.none(today, SimulatedContactCentre.DAYS));
    }

    /** True where all of the history arrived: by the truth, or, where nobody knows it, because nothing more comes. */
    private boolean watchHistory(Show show) {
        while (!stopping) {
            show.glance(false);
            boolean idle = show.idle().compareTo(NOTHING_MORE_COMES) > 0;
            if (stage.centre() == null
                    ? idle
                    : show.arrivals().hasAll(stage.centre().truth())) {
                show.finish();
                return true;
            }
            if (idle) {
                return false;
            }
        }
        return false;
    }

    private void watchNewCalls(Show show) {
        while (!stopping) {
            show.glance(true);
        }
    }

    private boolean isExact(Show show) {
        return stage.centre() == null || show.arrivals().isExact(stage.centre().truth());
    }

    private Summary summary(Show show, Instant created, boolean complete) {
        SimulatedContactCentre centre = stage.centre();
        return new Summary(
                began,
                created,
                complete && centre != null ? Instant.now() : show.lastHistory(),
                show,
                centre == null ? null : centre.truth(),
                centre == null ? null : centre.requests(),
                stage.pipeline().offsetsUrl(),
                complete);
    }

    private void close() {
        stopping = true;
        if (stage != null) {
            stage.close();
        }
        closed = true;
    }

    /** Ctrl-C. What is in this JVM alone needs no closing, and the worker's own would take long without its broker. */
    private void interrupted() {
        if (!closed) {
            stopping = true;
            screen.clear();
            screen.line("Stopped.");
            if (stage != null && !settings.hasOwnBroker()) {
                stage.close();
            }
            Runtime.getRuntime().halt(INTERRUPTED);
        }
    }
}
