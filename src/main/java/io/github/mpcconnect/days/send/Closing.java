package io.github.mpcconnect.days.send;

import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.offset.DayStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** Decides when a day may become final, and learns from final days whether bills can be expected. */
public final class Closing {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private static final Duration AFTER_A_JUMP = Duration.ofHours(1);
    private static final int CALLS_WITHOUT_BILL = 100;

    private final Reading reading;
    private final Duration auditDays;
    private Instant notBefore = Instant.MIN;
    private int withoutBill;
    private boolean billsExpected = true;

    public Closing(Reading reading) {
        this.reading = reading;
        this.auditDays = Duration.ofDays(reading.settings().audit().days());
    }

    /** How long after its end a day may be closed. */
    public Duration auditDays() {
        return auditDays;
    }

    public boolean areAuditsOff() {
        return auditDays.isZero();
    }

    /** Closes no day for an hour, because the API's clock jumped. */
    public void clockJumped(Instant now) {
        notBefore = now.plus(AFTER_A_JUMP);
    }

    boolean isAllowed(Instant now) {
        return !now.isBefore(notBefore);
    }

    /** Whether a closing listing of the day is due: all of the day was read or tried, and it is old enough. */
    public boolean isListingDue(DayState day, Instant now) {
        return day.isReadOrTried()
                && day.day().isOver(auditDays, now)
                && isAllowed(now)
                && day.pending().isEmpty()
                && day.gaps().untried().isEmpty()
                && day.audit().isCloseDue(now);
    }

    /** Whether the day can be closed without a listing. */
    public boolean isDone(DayState day, Instant now) {
        if (day.status() != DayStatus.READ || !isAllowed(now) || !day.day().isOver(auditDays, now)) {
            return false;
        }
        return day.isComplete() && (areAuditsOff() || !day.needsListing());
    }

    /** Whether calls without a bill are still checked again. */
    public boolean areBillsExpected() {
        return billsExpected;
    }

    /** Counts and logs a day that became final. */
    void dayEnded(DayState day) {
        boolean closed = day.status() == DayStatus.CLOSED;
        reading.metrics().add(closed ? Metric.DAYS_CLOSED : Metric.DAYS_DISPUTED);
        if (closed) {
            LOG.info(
                    "Account {}: closed {} with {} calls",
                    reading.account().name(),
                    day.day(),
                    day.totals().calls());
        } else {
            LOG.warn(
                    "Account {}: {} is final but disputed: {} could not be read or proven; {} calls were sent, and the"
                            + " gaps stay in the offset and the row of the day",
                    reading.account().name(),
                    day.day(),
                    day.gaps().unreadOrUnproven().asList(),
                    day.totals().calls());
        }
        learnBills(day);
    }

    private void learnBills(DayState day) {
        int missing = day.totals().unbilled().size();
        BigDecimal billed = day.totals().billed();
        boolean someBilled = billed == null || billed.signum() != 0;
        withoutBill = someBilled ? 0 : withoutBill + missing;
        if (billsExpected && withoutBill >= CALLS_WITHOUT_BILL) {
            billsExpected = false;
            LOG.warn(
                    "Account {}: the last {} calls had no bill when their days became final; calls without a bill are"
                            + " no longer checked again",
                    reading.account().name(),
                    withoutBill);
        }
    }
}
