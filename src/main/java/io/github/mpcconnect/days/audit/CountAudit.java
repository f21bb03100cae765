package io.github.mpcconnect.days.audit;

import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.read.WindowLister;
import io.github.mpcconnect.days.sent.EarlierRun;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.days.state.LastCounts;
import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.timeline.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.List;

/**
 * Compares the API's count of a day's calls with its previous count or, after a restart, with the number of calls sent.
 */
final class CountAudit {

    private static final Logger LOG = LoggerFactory.getLogger(CountAudit.class);

    private static final int MAX_COUNTED_PARTS = 5;

    private final Reading reading;
    private final WindowLister lister;

    CountAudit(Reading reading, WindowLister lister) {
        this.reading = reading;
        this.lister = lister;
    }

    /** Counts the parts of a day, and requests a listing if a count differs. */
    void count(DayState day, Instant now, Runnable done) {
        day.audit().counted(now.plus(reading.settings().audit().interval()));
        EarlierRun earlier = day.earlier();
        if (earlier != null) {
            countEarlier(day, earlier.sent().asList(), 0, 0, done);
        } else {
            compare(day, day.audit().counted().longest(MAX_COUNTED_PARTS), 0, done);
        }
    }

    /** For the calls of an earlier run there is no previous count of the API, only the number of calls sent. */
    private void countEarlier(DayState day, List<Window> parts, int index, long sum, Runnable done) {
        if (index == parts.size() || index == MAX_COUNTED_PARTS) {
            done.run();
            if (index < parts.size() || sum != day.earlier().expectedCount()) {
                day.audit().requestListing();
            }
            return;
        }
        reading.onResult(lister.count(parts.get(index), Work.AUDIT), count -> {
            if (count < 0 || day.earlier() == null) {
                done.run();
            } else {
                countEarlier(day, parts, index + 1, sum + count, done);
            }
        });
    }

    private void compare(DayState day, List<LastCounts.Piece> pieces, int index, Runnable done) {
        if (index == pieces.size()) {
            done.run();
            return;
        }
        LastCounts.Piece piece = pieces.get(index);
        reading.onResult(lister.count(piece.window(), Work.AUDIT), count -> {
            if (count >= 0 && count != piece.calls()) {
                LOG.info(
                        "Account {}: the API now counts {} calls that ended in {}, previously {}; listing the day",
                        reading.account().name(),
                        count,
                        piece.window(),
                        piece.calls());
                day.audit().requestListing();
            }
            compare(day, pieces, index + 1, done);
        });
    }
}
