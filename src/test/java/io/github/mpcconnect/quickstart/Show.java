package io.github.mpcconnect.quickstart;

import io.github.mpcconnect.quickstart.Stories.Story;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Watches what arrives and tells of it, until the history is there, and then of each new call. For one thread. */
final class Show {

    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final Duration SAMPLE_EVERY = Duration.ofSeconds(2);
    private static final Duration QUIET = Duration.ofSeconds(8);
    private static final Duration SHOW_BOARD_EVERY = Duration.ofSeconds(10);
    private static final Duration LOOK_AT_OFFSETS_EVERY = Duration.ofSeconds(1);

    private final Screen screen;
    private final Pipeline pipeline;
    private final TopicWatcher watcher;
    private final String account;
    private final Supplier<Requests> requests;
    private final Instant began;
    private final Stories stories = new Stories();
    private final Arrivals arrivals = new Arrivals();
    private final Rate callRate = new Rate();
    private final Rate requestRate = new Rate();
    private final List<Duration> delays = new ArrayList<>();
    private Progress progress;
    private Instant firstRecord;
    private Instant lastHistory;
    private Instant sampled = Instant.EPOCH;
    private Instant sampledDay = Instant.EPOCH;
    private Instant lookedAtOffsets = Instant.EPOCH;
    private Instant showedBoard = Instant.EPOCH;

    /** @param requests null where nobody counts them */
    Show(
            Screen screen,
            Pipeline pipeline,
            TopicWatcher watcher,
            String account,
            Supplier<Requests> requests,
            Instant began,
            Progress progress) {
        this.screen = screen;
        this.pipeline = pipeline;
        this.watcher = watcher;
        this.account = account;
        this.requests = requests;
        this.began = began;
        this.progress = progress;
        this.lastHistory = Instant.now();
    }

    /**
     * Looks at the topics for a moment, tells what is new, and once a second looks at Connect.
     *
     * @throws TaskFailedException where the connector or its task failed
     */
    void glance(boolean historyIsThere) {
        List<Seen> seen = watcher.poll(GLANCE);
        Instant now = Instant.now();
        for (Seen each : seen) {
            arrivals.add(each);
            firstRecord = firstRecord == null ? now : firstRecord;
            if (!(each instanceof Seen.Call call) || !isNew(call)) {
                lastHistory = now;
            }
        }
        tell(stories.with(seen), now);
        tellOfClosedDay(now);
        if (Duration.between(lookedAtOffsets, now).compareTo(LOOK_AT_OFFSETS_EVERY) >= 0) {
            lookedAtOffsets = now;
            lookAtConnect();
            if (historyIsThere) {
                showBoard(now);
            } else {
                screen.status(loading());
            }
        }
    }

    /** In one line, again and again; on a terminal also some of the calls, now and then. */
    private void showBoard(Instant now) {
        LiveBoard board = watcher.board();
        if (Duration.between(showedBoard, now).compareTo(SHOW_BOARD_EVERY) >= 0) {
            showedBoard = now;
            screen.linesOnTerminal(board.lines(now));
        }
        screen.status(board.summary() + "  over: " + counts("") + requestsTold());
    }

    private void lookAtConnect() {
        List<String> failures = pipeline.failures();
        if (!failures.isEmpty()) {
            throw new TaskFailedException(String.join("\n", failures));
        }
        progress = progress.with(pipeline.offsets(), account);
    }

    private void tell(List<Story> complete, Instant now) {
        for (Story story : complete) {
            boolean isNew = isNew(story.call());
            if (isNew) {
                delays.add(Duration.between(story.call().end(), story.call().arrived()));
            }
            boolean isSample = Duration.between(sampled, now).compareTo(SAMPLE_EVERY) >= 0;
            if (isNew || isSample) {
                sampled = isNew ? sampled : now;
                screen.line(Lines.call(story, isNew));
            }
        }
    }

    /** Some of them while the history loads, since there are many then. */
    private void tellOfClosedDay(Instant now) {
        if (Duration.between(sampledDay, now).compareTo(SAMPLE_EVERY) >= 0) {
            String closed = watcher.days().lastClosed();
            if (closed != null) {
                sampledDay = now;
                screen.line(closed);
            }
        }
    }

    private boolean isNew(Seen.Call call) {
        return call.end() != null && call.end().isAfter(began);
    }

    private String loading() {
        double callsPerSecond = callRate.perSecond(System.nanoTime(), arrivals.calls());
        String days = progress.passed() + " of " + progress.days() + " days  ";
        String more = idle().compareTo(QUIET) > 0 ? "  waiting for more" : requestsTold();
        return Lines.bar(progress.passed(), progress.days()) + " " + days
                + counts(" (" + Lines.rate(callsPerSecond) + ")") + more;
    }

    private String counts(String callRateTold) {
        return Lines.number(arrivals.calls()) + " calls" + callRateTold + "  " + Lines.number(arrivals.participants())
                + " participants";
    }

    private String requestsTold() {
        if (requests == null) {
            return "";
        }
        Requests soFar = requests.get();
        double perSecond = requestRate.perSecond(System.nanoTime(), soFar.count());
        return "  API " + Lines.rate(perSecond) + ", " + soFar.refused() + " refused";
    }

    /** The history is there. */
    void finish() {
        progress = progress.with(pipeline.offsets(), account).finished();
    }

    Arrivals arrivals() {
        return arrivals;
    }

    Progress progress() {
        return progress;
    }

    /** How many days are in which state, by the table of days. */
    String days() {
        return watcher.days().summary();
    }

    /** When the first record arrived; null where none has. */
    Instant firstRecord() {
        return firstRecord;
    }

    /** When the last record arrived that was none of a new call. */
    Instant lastHistory() {
        return lastHistory;
    }

    /** How long nothing but new calls has arrived. */
    Duration idle() {
        return Duration.between(lastHistory, Instant.now());
    }

    /** How long after their ends the new calls were in Kafka. */
    List<Duration> delays() {
        return List.copyOf(delays);
    }
}
