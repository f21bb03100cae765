package io.github.mpcconnect.quickstart;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is told when the history is there, or will not be.
 *
 * @param truth what must be there; null where nobody knows
 * @param requests null where nobody counts them
 * @param complete false: it did not all arrive
 */
record Summary(
        Instant began,
        Instant created,
        Instant ended,
        Show show,
        Truth truth,
        Requests requests,
        URI offsetsUrl,
        boolean complete) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(headline());
        lines.add("  calls         " + counted(show.arrivals().calls(), callsVerdict(), "calls"));
        lines.add("  participants  " + counted(show.arrivals().participants(), participantsVerdict(), "participants"));
        if (requests != null) {
            lines.add("  requests      " + requestsTold());
        }
        lines.add("  new calls     " + newCallsTold());
        lines.add("  offsets       " + offsetsUrl);
        return lines;
    }

    private String headline() {
        String days = show.progress().days() + " days in " + Lines.seconds(Duration.between(created, ended));
        String first = show.firstRecord() == null
                ? "no record arrived"
                : "the first record arrived " + Lines.seconds(Duration.between(began, show.firstRecord()))
                        + " after the start";
        return (complete ? "The history is in Kafka: " + days : "The history did NOT all arrive") + "; " + first + ".";
    }

    private static String counted(int count, String verdict, String topic) {
        return String.format(
                Locale.ROOT, "%7s%s  topic %s.mpc.%s", Lines.number(count), verdict, Pipeline.PREFIX, topic);
    }

    private String callsVerdict() {
        Arrivals there = show.arrivals();
        return verdict(truth == null ? 0 : there.lostCalls(truth), there.doubledCalls());
    }

    private String participantsVerdict() {
        Arrivals there = show.arrivals();
        return verdict(truth == null ? 0 : there.lostParticipants(truth), there.doubledParticipants());
    }

    private String verdict(int lost, int doubled) {
        return (truth == null ? "" : "  lost " + lost + ",") + "  doubled " + doubled;
    }

    private String requestsTold() {
        double perSecond = requests.count()
                * 1000.0
                / Math.max(1, Duration.between(created, ended).toMillis());
        return String.format(
                Locale.ROOT,
                "%7s  least possible %s for the history; %s on average, %d in the busiest 5 s of 300 allowed, %d refused",
                Lines.number(requests.count()),
                Lines.number(truth.leastRequests()),
                Lines.rate(perSecond),
                requests.mostInAnySpan(),
                requests.refused());
    }

    private String newCallsTold() {
        List<Duration> delays = show.delays();
        String settings = "(settle.delay.ms=" + Pipeline.SETTLE_DELAY_MS + ", poll.interval.ms="
                + Pipeline.POLL_INTERVAL_MS + ")";
        if (delays.isEmpty()) {
            return String.format(Locale.ROOT, "%7d  %s", 0, settings);
        }
        double mean = delays.stream().mapToLong(Duration::toMillis).average().orElse(0);
        return String.format(
                Locale.ROOT,
                "%7d  ended meanwhile, in Kafka %s after their end on average %s",
                delays.size(),
                Lines.seconds(Duration.ofMillis((long) mean)),
                settings);
    }
}
