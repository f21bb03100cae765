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
        Arrivals there = show.arrivals();
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(headline());
        lines.add(line("calls", there.calls(), callsVerdict() + "topic " + Pipeline.PREFIX + ".mpc.calls"));
        lines.add(line(
                "participants",
                there.participants(),
                participantsVerdict() + "topic " + Pipeline.PREFIX + ".mpc.participants"));
        if (requests != null) {
            lines.add(line("requests", requests.count(), requestsTold()));
        }
        lines.add(line("new calls", show.delays().size(), newCallsTold()));
        lines.add("  days          " + show.days() + "; topic " + Pipeline.PREFIX + ".mpc.days");
        lines.add("  calls a day   [" + show.progress().picture() + "]");
        lines.add("  offsets       " + offsetsUrl);
        return lines;
    }

    private static String line(String what, long count, String told) {
        return String.format(Locale.ROOT, "  %-12s  %6s   %s", what, Lines.number(count), told);
    }

    private String headline() {
        String length = Lines.seconds(Duration.between(created, ended));
        String first = show.firstRecord() == null
                ? "No record arrived."
                : "The first record arrived " + Lines.seconds(Duration.between(began, show.firstRecord()))
                        + " after the start.";
        if (!complete) {
            return "The history did NOT all arrive. " + first;
        }
        return (truth == null
                        ? "Nothing more of the history comes; what came took "
                        : "The history is in Kafka, counted against what the simulated account holds: "
                                + show.progress().days() + " days in ")
                + length + ". " + first;
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
        return (truth == null ? "" : "lost " + lost + ", ") + "doubled " + doubled + "   ";
    }

    private String requestsTold() {
        double perSecond = requests.count()
                * 1000.0
                / Math.max(1, Duration.between(created, ended).toMillis());
        return String.format(
                Locale.ROOT,
                "least possible %s without live calls; %s on average, %d in the busiest 5 s of 300 allowed, %d refused",
                Lines.number(Truth.leastRequests(show.arrivals().calls())),
                Lines.rate(perSecond),
                requests.mostInAnySpan(),
                requests.refused());
    }

    private String newCallsTold() {
        String mean = show.delays().stream().mapToLong(Duration::toMillis).average().stream()
                .mapToObj(
                        millis -> "in Kafka " + Lines.seconds(Duration.ofMillis((long) millis)) + " after their end; ")
                .findFirst()
                .orElse("");
        return mean + "settle.delay.ms=" + Pipeline.SETTLE_DELAY_MS + ", poll.interval.ms=" + Pipeline.POLL_INTERVAL_MS;
    }
}
