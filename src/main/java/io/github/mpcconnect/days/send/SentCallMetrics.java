package io.github.mpcconnect.days.send;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.batch.EndedCall;
import io.github.mpcconnect.batch.ParticipantsSource;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/** Counts the calls that are sent, and warns if the API never returns participants. */
final class SentCallMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(SentCallMetrics.class);

    private static final int CALLS_WITHOUT_PARTICIPANTS = 100;

    private final String account;
    private final AccountMetrics metrics;
    private int withoutParticipants;

    SentCallMetrics(String account, AccountMetrics metrics) {
        this.account = account;
        this.metrics = metrics;
    }

    /** @param malformed the number of malformed objects of the call */
    void sent(EndedCall call, int malformed) {
        metrics.add(Metric.MALFORMED, malformed);
        metrics.add(
                Metric.PARTICIPANTS, call.participants().size() + call.seen().size());
        metrics.add(Metric.PARTICIPANTS_FROM_LIVE, call.seen().size());
        if (call.change() == Change.CORRECTION) {
            metrics.add(Metric.CORRECTIONS);
        } else {
            metrics.add(Metric.CALLS);
        }
        if (call.change() == Change.LATE) {
            late(call);
        }
        count(call.source());
    }

    private void late(EndedCall call) {
        metrics.add(Metric.LATE_CALLS);
        if (call.call() != null) {
            long lateness =
                    Duration.between(call.call().endTime(), call.observedAt()).toSeconds();
            metrics.max(Metric.MAX_LATENESS_SECONDS, lateness);
        }
        LOG.info(
                "Account {}: call {} of {} appeared after its window was read; sending it as late",
                account,
                call.call() == null ? call.malformed().mpcUuid() : call.call().mpcUuid(),
                call.day());
    }

    private void count(ParticipantsSource source) {
        if (source == ParticipantsSource.PARTIAL) {
            metrics.add(Metric.PARTICIPANTS_PARTIAL);
        }
        if (source != ParticipantsSource.UNAVAILABLE) {
            withoutParticipants = 0;
            return;
        }
        metrics.add(Metric.PARTICIPANTS_UNAVAILABLE);
        if (++withoutParticipants == CALLS_WITHOUT_PARTICIPANTS) {
            LOG.warn(
                    "Account {}: the API returned no participants for the last {} ended calls. Set"
                            + " participants.mode=none to save a request per call, or live.enabled=true to send the"
                            + " participants as last seen while the call was live",
                    account,
                    CALLS_WITHOUT_PARTICIPANTS);
        }
    }
}
