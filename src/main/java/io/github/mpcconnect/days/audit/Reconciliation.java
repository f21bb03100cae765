package io.github.mpcconnect.days.audit;

import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.sent.EarlierRun;
import io.github.mpcconnect.days.sent.Known;
import io.github.mpcconnect.days.sent.ListedCall;
import io.github.mpcconnect.days.sent.Tally;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.offset.Sketch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.Optional;

/**
 * First sight of a day after a restart: from what is listed and the stored sketch, which ids an earlier run sent. What
 * it sent and is listed is taken over as listed; what it sent and is not listed has vanished; what it did not send is
 * late. Late calls are sent by the listing that follows.
 */
public final class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    private static final int MAX_UNDECODED = 3;

    /** Some milliseconds. */
    private static final int IDS_PER_STEP = 4_000;

    private final Reading reading;
    private final DayState day;
    private final EarlierRun earlier;
    private boolean again;

    public Reconciliation(Reading reading, DayState day) {
        this.reading = reading;
        this.day = day;
        this.earlier = day.earlier();
    }

    /**
     * A listing of all that the earlier run had sent ended.
     *
     * @param whole whether each window of it was proven
     * @param closing whether the day is to be closed: what an offset without a sketch leaves open is then decided
     * @param then runs when it is done: at once, or some steps later where many calls have to be looked at
     */
    public void listed(boolean whole, boolean closing, Runnable then) {
        if (!earlier.hasSketch()) {
            if (whole || closing) {
                takeAsSent(whole, then);
            } else {
                done(then);
            }
            return;
        }
        Optional<Sketch.Roots> difference = earlier.difference(whole);
        if (difference.isEmpty()) {
            undecoded(whole, reading.now().get());
            done(then);
            return;
        }
        earlier.markDecoded();
        inSteps(earlier.listed().keys(), 0, key -> judge(difference.get(), key), () -> {
            if (whole) {
                difference.get().forEach(this::onlySent);
                finish(true);
            }
            done(then);
        });
    }

    private void done(Runnable then) {
        if (again) {
            day.audit().wantNow(reading.now().get());
        }
        then.run();
    }

    /** An offset without a sketch: what the API lists at first sight counts as sent. */
    private void takeAsSent(boolean whole, Runnable then) {
        Tally tally = new Tally();
        Known taken = new Known();
        inSteps(earlier.listed().keys(), 0, key -> takeAsSent(key, tally, taken), () -> {
            day.sent().forEach(key -> {
                if (!taken.contains(key)) {
                    tally.add(key, day.sent().bill(key) != ListedCall.UNREADABLE);
                }
            });
            day.totals().replace(tally);
            finish(whole);
            done(then);
        });
    }

    private void takeAsSent(long key, Tally tally, Known taken) {
        if (!earlier.wasDeferred(key) && day.pending(key) == null && !day.sent().contains(key)) {
            tally.add(key, !earlier.isListedMalformed(key));
            taken.put(key, 0, 0);
            take(key);
        }
    }

    /** Looks at ids, some in each step; batches may leave between two steps. */
    private void inSteps(long[] keys, int from, Known.KeyAction look, Runnable then) {
        int to = Math.min(keys.length, from + IDS_PER_STEP);
        for (int i = from; i < to; i++) {
            look.accept(keys[i]);
        }
        if (to == keys.length) {
            then.run();
        } else {
            reading.loop().execute(() -> reading.guarded(() -> inSteps(keys, to, look, then)));
        }
    }

    /** Whether the earlier run sent a listed id. */
    private void judge(Sketch.Roots difference, long key) {
        boolean isKnown = earlier.wasDeferred(key)
                || day.totals().isVanished(key)
                || day.pending(key) != null
                || day.sent().contains(key);
        if (isKnown) {
            return;
        }
        if (difference.size() > 0 && difference.contains(key)) {
            earlier.foundLate(key);
            again = true;
        } else {
            take(key);
        }
    }

    private void onlySent(long key) {
        if (earlier.listed().contains(key)) {
            return;
        }
        if (earlier.isCountedHere(key)) {
            day.totals().countedTwice(key);
        } else {
            day.totals().vanish(key);
            reading.metrics().add(Metric.VANISHED);
        }
    }

    /** Known from now on, with the contents that are listed; a bill that arrived meanwhile is a difference. */
    private void take(long key) {
        if (day.sent().contains(key)) {
            return;
        }
        long content = earlier.listed().content(key);
        long bill = earlier.listed().bill(key);
        boolean billed = day.totals().isUnbilled(key) && bill != ListedCall.NO_BILL;
        again = again || billed;
        day.sent().put(key, billed ? ~content : content, billed ? ListedCall.NO_BILL : bill);
    }

    private void finish(boolean whole) {
        day.departed().reconciled();
        if (whole && !again) {
            earlier.sent().asList().forEach(day::proven);
        }
        LOG.info(
                "Account {}: {} is compared with what was sent before the start: {} calls are known",
                reading.account().name(),
                day.day(),
                day.sent().size());
    }

    private void undecoded(boolean whole, Instant now) {
        earlier.markUndecoded();
        if (!whole) {
            return;
        }
        if (earlier.undecodedWhole() >= MAX_UNDECODED) {
            reset();
        } else {
            day.audit().listAgain(now.plus(reading.settings().audit().interval()));
        }
    }

    /** All of the day is read again: twice sent rather than never sent. */
    void reset() {
        reading.metrics().add(Metric.DAYS_RESET);
        LOG.warn(
                "Account {}: more than {} calls of {} came late or vanished while the connector was down, and it cannot"
                        + " be known which; the day is reset and read again, so its calls are sent once more",
                reading.account().name(),
                Sketch.CAPACITY,
                day.day());
        day.reset();
    }
}
