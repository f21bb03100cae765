package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.ingest.CallList.Proven;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.request.Time;
import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.timeline.Calendar;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Ledger;
import io.github.mpcconnect.timeline.Ledger.Part;
import io.github.mpcconnect.timeline.Watermark;
import io.github.mpcconnect.timeline.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Finds calls that showed up after their window was read, by comparing what the API counts with what was handled.
 *
 * <p>Each audited day is counted by one request an interval. Where the API has more, the day's parts are counted by
 * halves until it is known which of them have more; those are listed again and what is new in them is sent. A part
 * whose ids are not known, because it was handled before a restart, is listed first to tell which ids were.
 *
 * <ul>
 *   <li>(A) A call that was handled in this run is never sent again.
 *   <li>(B) What did not add up, or failed, changes nothing: the next audit finds the same difference.
 *   <li>(C) Fewer calls at the API are told, and never acted on.
 * </ul>
 */
final class Audit {

    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

    private final Account account;
    private final ReaderSettings settings;
    private final Calendar calendar;
    private final WindowReader windows;
    private final DayReader days;
    private final Ledgers ledgers;
    private final AccountMetrics metrics;
    private final Time time;
    private final Map<Day, Integer> gone = new HashMap<>();
    private final Deque<Suspect> suspects = new ArrayDeque<>();
    private Rereading rereading;

    private record Suspect(Day day, Part part) {}

    Audit(
            Account account,
            ReaderSettings settings,
            Calendar calendar,
            WindowReader windows,
            DayReader days,
            Ledgers ledgers,
            AccountMetrics metrics,
            Time time) {
        this.account = account;
        this.settings = settings;
        this.calendar = calendar;
        this.windows = windows;
        this.days = days;
        this.ledgers = ledgers;
        this.metrics = metrics;
        this.time = time;
    }

    /**
     * Does one thing, if anything is due.
     *
     * @param laneOf where a day's late calls go out, behind what of the day is on its way
     * @return false where nothing was due
     */
    boolean step(Function<Day, Lane> laneOf) throws InterruptedException {
        if (rereading != null) {
            identify();
            return true;
        }
        if (!suspects.isEmpty()) {
            look(suspects.remove(), laneOf);
            return true;
        }
        for (Day day : ledgers.due(time.nanos())) {
            compare(day);
            return true;
        }
        return false;
    }

    private void compare(Day day) throws InterruptedException {
        Ledger ledger = ledgers.of(day);
        List<Part> parts = ledger.parts();
        OptionalInt handled = ledger.count(0, parts.size());
        ledgers.audited(day, time.nanos());
        if (handled.isEmpty()) {
            parts.stream().filter(part -> part.count() == null).forEach(part -> suspects.add(new Suspect(day, part)));
            return;
        }
        Integer told = count(parts, 0, parts.size());
        if (told != null) {
            tellGone(day, handled.getAsInt(), told);
            locate(day, ledger, 0, parts.size(), told);
        }
    }

    private Integer count(List<Part> parts, int from, int to) throws InterruptedException {
        Window window = new Window(
                parts.get(from).window().after(), parts.get(to - 1).window().upTo());
        return windows.first(window, Work.AUDIT).count();
    }

    /** Finds the parts in [from, to) of which the API has more calls than were handled; it told so many of all. */
    private void locate(Day day, Ledger ledger, int from, int to, int told) throws InterruptedException {
        if (told <= ledger.count(from, to).orElseThrow()) {
            return;
        }
        if (to - from == 1) {
            suspects.add(new Suspect(day, ledger.parts().get(from)));
            return;
        }
        int middle = (from + to) / 2;
        Integer left = count(ledger.parts(), from, middle);
        if (left != null) {
            locate(day, ledger, from, middle, left);
            locate(day, ledger, middle, to, told - left);
        }
    }

    private void tellGone(Day day, int handled, int told) {
        int missing = Math.max(0, handled - told);
        Integer before = gone.put(day, missing);
        if (missing > 0 && (before == null || before != missing)) {
            LOG.warn(
                    "Account {}: of {} calls of {} that were sent, the API lists {} now. Nothing is done about it.",
                    account.name(),
                    handled,
                    day,
                    told);
        }
        gone.keySet().removeIf(other -> !ledgers.isAudited(other));
        metrics.set(
                Metric.CALLS_GONE,
                gone.values().stream().mapToInt(Integer::intValue).sum());
    }

    /** A suspect of which the ids are not known is identified first; then its parts are suspects in its place. */
    private void look(Suspect suspect, Function<Day, Lane> laneOf) throws InterruptedException {
        if (!ledgers.of(suspect.day).parts().contains(suspect.part)) {
            return;
        }
        if (suspect.part.ids() == null) {
            rereading = new Rereading(suspect.day, suspect.part, settings.windowMaxCalls());
        } else {
            send(suspect, laneOf.apply(suspect.day));
        }
    }

    private void identify() throws InterruptedException {
        Rereading current = rereading;
        Window window = current.next();
        Page<MultiPartyCall> first = windows.first(window, Work.AUDIT);
        if (first.count() != null && !current.fits(window, first.count())) {
            current.tooMany(window, first.count());
        } else if (windows.all(window, first, Work.AUDIT) instanceof Proven proven) {
            current.add(window, proven.list());
        } else {
            rereading = null;
        }
        if (current.isDone()) {
            rereading = null;
            conclude(current);
        }
    }

    private void conclude(Rereading done) {
        Ledger ledger = ledgers.of(done.day());
        if (!ledger.parts().contains(done.part())) {
            return;
        }
        Rereading.Finding finding = done.finding();
        Watermark mark = calendar.watermark(done.day());
        if (!finding.told()) {
            LOG.warn(
                    "Account {}: {} calls ended in {} where {} were sent before the restart. They cannot be told apart;"
                            + " all of them are sent, most of them again.",
                    account.name(),
                    done.listed(),
                    done.part().window(),
                    done.part().count());
            metrics.add(Metric.CALLS_RESENT, done.part().count());
        }
        ledger.replace(done.part(), finding.handled());
        calendar.put(corrected(mark, ledger));
        for (Part part : finding.differing()) {
            suspects.add(new Suspect(done.day(), part));
        }
    }

    /** The watermark with the ledger's count and check, as far as they are known. */
    private static Watermark corrected(Watermark mark, Ledger ledger) {
        OptionalInt count = ledger.count(0, ledger.parts().size());
        boolean known = count.isPresent() && ledger.parts().stream().allMatch(part -> part.check() != null);
        if (!known) {
            return mark;
        }
        long check = ledger.parts().stream().mapToLong(Part::check).reduce(0, (a, b) -> a ^ b);
        return mark.corrected(count.getAsInt(), check);
    }

    private void send(Suspect suspect, Lane lane) throws InterruptedException {
        Window window = suspect.part.window();
        Page<MultiPartyCall> first = windows.first(window, Work.AUDIT);
        if (windows.all(window, first, Work.AUDIT) instanceof Proven proven) {
            CallList late = proven.list().without(suspect.part::holds);
            ledgers.of(suspect.day).replace(suspect.part, List.of(proven.list().part(window)));
            if (late.size() > 0) {
                LOG.info(
                        "Account {}: {} calls that ended in {} showed up late and are sent",
                        account.name(),
                        late.size(),
                        window);
                metrics.add(Metric.LATE_CALLS, late.size());
                days.sendLate(suspect.day, late, lane);
            }
        }
    }
}
