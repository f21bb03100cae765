package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

import java.util.List;

/** The keys of the group "Audit": how often days are compared with the API, and when they are closed. */
final class AuditKeys {

    static final String AUDIT_INTERVAL = "audit.interval.ms";
    static final String AUDIT_LISTING_INTERVAL = "audit.listing.interval.ms";
    static final String AUDIT_DAYS = "audit.days";

    private static final long MIN_MS = 100;
    private static final long WEEK_MS = 7 * 86_400_000L;

    private AuditKeys() {}

    static void define(ConfigDef def) {
        Key.define(def, "Audit", List.of(interval(), listingInterval(), days()));
    }

    private static Key interval() {
        return Key.of(AUDIT_INTERVAL, Type.LONG, 600_000L, Importance.LOW, Width.SHORT, "Audit interval (ms)", """
                How often, in milliseconds, the API's count of calls is compared with what was sent, for each day
                that is not closed. This costs about one request per day and interval. A count that changed causes
                the day's calls to be listed and compared one by one. Calls that were sent without a bill are
                checked again at the same interval, with back-off. To turn audits off, set audit.days=0.
                """)
                .withValidator(Checks.between(MIN_MS, WEEK_MS));
    }

    private static Key listingInterval() {
        return Key.of(
                        AUDIT_LISTING_INTERVAL,
                        Type.LONG,
                        21_600_000L,
                        Importance.LOW,
                        Width.SHORT,
                        "Audit listing interval (ms)",
                        """
                        How often, in milliseconds, all calls of each day that is not closed are listed and compared
                        one by one with what was sent. This finds what a count cannot show: corrected contents, and a
                        late call next to one that vanished. A day of 20,000 calls costs about 1,000 requests per
                        listing; audits use at most a fifth of the account's allowance while history is loading.
                        """)
                .withValidator(Checks.between(MIN_MS, WEEK_MS));
    }

    private static Key days() {
        return Key.of(AUDIT_DAYS, Type.INT, 2, Importance.MEDIUM, Width.SHORT, "Audit days", """
                How many days after its end a UTC day is closed. Until then it is audited: late calls are sent, and
                calls that the API changed are sent again. A closed day is final. Raise it where bills or calls
                arrive in the API later than that, and keep it at least two below history.days: a day can be closed
                only while the API still lists it. 0 turns audits off: a day closes when it has been read without
                gaps, and late calls, corrections and late bills are not looked for.
                """)
                .withValidator(Checks.between(0, 90));
    }
}
