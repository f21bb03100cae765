package io.github.mpcconnect.days.audit;

import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.sent.EarlierRun;
import io.github.mpcconnect.days.sent.ListedCall;
import io.github.mpcconnect.days.sent.SentIds;
import io.github.mpcconnect.days.sent.Tally;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.offset.Sketch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.Optional;

/**
 * Determines after a restart which calls of a day an earlier run sent, from a listing and the stored sketch. Calls that
 * were sent and are listed are taken over as listed. Calls that were sent but are not listed have vanished. Calls that
 * were not sent are late, and the next listing sends them.
 */
public final class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    private static final int MAX_UNDECODED = 3;

    /** This many take a few milliseconds. */
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
     * Evaluates a listing of all parts that the earlier run had sent.
     *
     * @param whole whether all windows were proven
     * @param closing whether this is a closing listing; without a sketch, it then counts even if it is not proven
     * @param then runs at the end: immediately or, with many calls, some steps later
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
            day.audit().requestListingNow(reading.now().get());
        }
        then.run();
    }

    /** Without a sketch in the offset, all calls in the first listing count as sent. */
    private void takeAsSent(boolean whole, Runnable then) {
        Tally tally = new Tally();
        SentIds taken = new SentIds();
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

    private void takeAsSent(long key, Tally tally, SentIds taken) {
        if (!earlier.wasDeferred(key)
                && day.pending().call(key) == null
                && !day.sent().contains(key)) {
            tally.add(key, !earlier.isListedMalformed(key));
            taken.put(key, 0, 0);
            take(key);
        }
    }

    /** Processes ids in several steps of the loop. Batches may be sent between two steps. */
    private void inSteps(long[] keys, int from, SentIds.KeyAction look, Runnable then) {
        int to = Math.min(keys.length, from + IDS_PER_STEP);
        for (int i = from; i < to; i++) {
            look.accept(keys[i]);
        }
        if (to == keys.length) {
            then.run();
        } else {
            reading.loop().execute(() -> reading.runSafely(() -> inSteps(keys, to, look, then)));
        }
    }

    /** Decides whether the earlier run sent a listed id. */
    private void judge(Sketch.Roots difference, long key) {
        boolean isKnown = earlier.wasDeferred(key)
                || day.totals().isVanished(key)
                || day.pending().call(key) != null
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
        if (earlier.isSentByThisRun(key)) {
            day.totals().countedTwice(key);
        } else {
            day.totals().vanish(key);
            reading.metrics().add(Metric.VANISHED);
        }
    }

    /**
     * Takes a call over as sent with the listed contents. If its bill has arrived meanwhile, it is marked as changed.
     */
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
        day.sentCalls().reconciled();
        if (whole && !again) {
            earlier.sent().asList().forEach(day::proven);
        }
        LOG.info(
                "Account {}: compared {} with the calls sent before the start: {} calls identified",
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

    /** Resets the day, so that it is read again: sending calls twice is better than not at all. */
    void reset() {
        reading.metrics().add(Metric.DAYS_RESET);
        LOG.warn(
                "Account {}: more than {} calls of {} were late or vanished while the connector was down, too many to"
                        + " be identified; resetting and reading the day again, so its calls are sent once more",
                reading.account().name(),
                Sketch.CAPACITY,
                day.day());
        day.reset();
    }
}
