package io.github.mpcconnect.simulation;

import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.config.RequestSettings;
import io.github.mpcconnect.request.Resource;
import io.github.mpcconnect.simulation.Trouble.How;
import io.github.mpcconnect.simulation.World.AccountStory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** What the API knows and counts of one account over all starts of the connector. */
final class Server {

    private final AccountStory story;
    private final RequestSettings settings;
    private final Pages pages;
    private final Draw draw;
    private final Deque<Duration> arrivals = new ArrayDeque<>();
    private final boolean shared;
    private Duration lastArrival = Duration.ZERO;
    private long requests;

    Server(AccountStory story, World world) {
        this.story = story;
        this.settings = world.settings().account().requests();
        this.pages =
                new Pages(story, world.settings().account().history().reach().plus(world.jumps()));
        this.draw = new Draw(world.seed() + 1_000_003);
        this.shared = !story.troubles(Trouble.Busy.class).isEmpty();
    }

    /** For one start of the connector. */
    RefusalCheck refusalCheck() {
        return new RefusalCheck(settings.limit(), settings.period());
    }

    Pages pages() {
        return pages;
    }

    /** When the last request came, after the world's start. */
    Duration lastArrival() {
        return lastArrival;
    }

    /** How many there were. */
    long requests() {
        return requests;
    }

    /** Counts a request. What is wrong with it as one of many: an outage, or too many (as EMPTY); null: nothing. */
    How arrived(Resource resource, Instant now, Duration elapsed) {
        requests++;
        while (!arrivals.isEmpty() && elapsed.minus(settings.period()).compareTo(arrivals.peek()) >= 0) {
            arrivals.remove();
        }
        arrivals.add(elapsed);
        lastArrival = elapsed;
        if (arrivals.size() > settings.limit()) {
            throw new Violation(
                    "4-over-the-limit", arrivals.size() + " requests in " + settings.period() + " at " + now);
        }
        if (shared && isRefused(now)) {
            return How.EMPTY;
        }
        for (Trouble.Outage outage : story.troubles(Trouble.Outage.class)) {
            if (outage.concerns(resource) && outage.when().contains(now)) {
                return outage.how();
            }
        }
        return null;
    }

    private boolean isRefused(Instant now) {
        return story.troubles(Trouble.Busy.class).stream()
                .anyMatch(busy -> busy.when().contains(now) && draw.chance(busy.percent()));
    }

    How troubleOf(CallQuery query, Instant now) {
        How how = null;
        if (query.endedAfter() != null) {
            for (Trouble.WithSecond trouble : story.troubles(Trouble.WithSecond.class)) {
                boolean fails = trouble.how() != How.COUNT_OFF && trouble.how() != How.MISSING;
                if (fails && trouble.when().contains(now) && trouble.touches(query.endedAfter(), query.endedUpTo())) {
                    how = trouble.how();
                }
            }
        }
        return how;
    }

    How troubleOf(String call, int offset, Instant now) {
        How how = null;
        for (Trouble.WithParticipants trouble : story.troubles(Trouble.WithParticipants.class)) {
            if (trouble.call().equals(call) && trouble.when().contains(now)) {
                how = switch (trouble.how()) {
                    case FAIL, FAIL_LONG, HANG -> trouble.how();
                    case LATER_PAGES -> offset > 0 ? How.FAIL : how;
                    default -> how;
                };
            }
        }
        return how;
    }

    Duration latency() {
        return Duration.ofMillis(draw.chance(1) ? 2_500 : draw.between(20, 250));
    }

    Duration retryAfter() {
        return draw.chance(50) ? Duration.ofSeconds(draw.between(1, 8)) : null;
    }

    /** The Date of a response. */
    Instant date(Instant now) {
        for (Trouble.WrongDate wrong : story.troubles(Trouble.WrongDate.class)) {
            if (wrong.when().contains(now) && draw.chance(wrong.percent())) {
                return now.plusSeconds(draw.between(-400_000, 400_000));
            }
        }
        return now;
    }

    /** For a period after a refusal at most half of the allowance is used. */
    static final class RefusalCheck {

        private final int limit;
        private final Duration period;
        private final Deque<Duration> refusals = new ArrayDeque<>();
        private final Deque<Duration> arrivals = new ArrayDeque<>();

        RefusalCheck(int limit, Duration period) {
            this.limit = limit;
            this.period = period;
        }

        /** The connector learns of a refusal. */
        void refused(Duration now) {
            refusals.add(now);
        }

        void arrived(Duration now) {
            arrivals.add(now);
            forget(refusals, now);
            forget(arrivals, now);
            if (refusals.isEmpty()) {
                return;
            }
            long since = arrivals.stream()
                    .filter(each -> each.compareTo(refusals.peek()) > 0)
                    .count();
            if (since > Math.max(1, limit / 2)) {
                throw new Violation("5-not-halved", since + " requests since " + refusals.peek() + ", at " + now);
            }
        }

        private void forget(Deque<Duration> times, Duration now) {
            while (!times.isEmpty() && now.minus(period).compareTo(times.peek()) >= 0) {
                times.remove();
            }
        }
    }
}
