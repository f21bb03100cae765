package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.ingest.OffsetLookup.Stored;
import io.github.mpcconnect.request.Caller;
import io.github.mpcconnect.request.FatalException;
import io.github.mpcconnect.timeline.Calendar;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.LivePosition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What comes before reading: learning the API's time from searches that are harmless whatever time it is, and from that
 * where the past begins and which days' offsets to look up.
 */
final class Beginning {

    private static final Logger LOG = LoggerFactory.getLogger(Beginning.class);

    private static final int MOST_ANSWERS = 10;

    private final AccountApi account;
    private final ReaderSettings settings;
    private final Caller caller;
    private final OffsetLookup offsets;

    Beginning(AccountApi account, ReaderSettings settings, Caller caller, OffsetLookup offsets) {
        this.account = account;
        this.settings = settings;
        this.caller = caller;
        this.offsets = offsets;
    }

    /**
     * What reading begins with.
     *
     * @param now the API's
     * @param live what stood in the tables of live calls; null where nothing is stored
     */
    record Start(Instant now, Calendar calendar, LivePosition live) {}

    /** @throws FatalException where the answers do not tell the time */
    Start start() throws InterruptedException {
        learnTime();
        Instant now = account.clock().now().orElseThrow();
        Instant floor = floor(now);
        Day first = Day.startingAt(floor);
        Day last = Day.of(now).next();
        long count = Math.max(0, first.date().until(last.date(), ChronoUnit.DAYS) + 1);
        List<Day> days = LongStream.range(0, count).mapToObj(first::plus).toList();
        Stored stored = offsets.lookUp(account.account(), days);
        LOG.info(
                "Account {}: the API's time is {}; reading back to {}, {} of {} days have a stored offset",
                account.account().name(),
                now,
                floor,
                stored.watermarks().size(),
                count);
        return new Start(now, new Calendar(floor, settings.newestFirst(), stored.watermarks()), stored.live());
    }

    private void learnTime() throws InterruptedException {
        for (int answers = 0; account.clock().now().isEmpty(); answers++) {
            if (answers == MOST_ANSWERS) {
                throw new FatalException(
                        "Account " + account.account().name() + ": " + MOST_ANSWERS + " answers of the API told no two"
                                + " times that agree. Their Date headers say what time it is at the API, and without"
                                + " it no window can be read safely. Check what stands between the worker and the"
                                + " API, such as a proxy that drops the header.",
                        null);
            }
            ask();
        }
    }

    private void ask() throws InterruptedException {
        try {
            caller.call(() -> {
                Probe.ask(account.api());
                return true;
            });
        } catch (ApiException e) {
            throw notFound(account.account(), e);
        }
    }

    /** The list of an account's calls is not there: nothing can be read. */
    static FatalException notFound(Account account, ApiException e) {
        return new FatalException(
                "Account " + account.name() + ": the API knows no such list. Check the auth id and plivo.api.url. "
                        + e.getMessage(),
                e);
    }

    private Instant floor(Instant now) {
        if (settings.startTime() != null) {
            return Day.startingAt(settings.startTime()).start();
        }
        return now.minus(settings.history()).truncatedTo(ChronoUnit.SECONDS);
    }
}
