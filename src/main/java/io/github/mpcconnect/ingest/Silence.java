package io.github.mpcconnect.ingest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.atomic.AtomicInteger;

/** Notices, once, when the API tells no participants of any ended call. Safe for use by several threads. */
final class Silence {

    private static final Logger LOG = LoggerFactory.getLogger(Silence.class);

    private static final int CALLS = 100;

    private final Account account;
    private final AtomicInteger inARow = new AtomicInteger();
    private volatile boolean told;

    Silence(Account account) {
        this.account = account;
    }

    /** The API told so many participants of an ended call. */
    void told(int participants) {
        if (participants > 0) {
            inARow.set(0);
        } else if (inARow.incrementAndGet() >= CALLS && !told) {
            told = true;
            LOG.warn(
                    "Account {}: the API told no participants of the last {} ended calls. Keep live.enabled=true, so"
                            + " that they are seen while the calls live, or set participants.mode=none, which saves a"
                            + " request a call.",
                    account.name(),
                    CALLS);
        }
    }
}
