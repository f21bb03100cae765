package io.github.mpcconnect.config;

import java.time.Duration;

import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

/**
 * The group "Audit": how often days are compared with the API, and when they are closed.
 *
 * @param interval between two count audits of a day
 * @param listingInterval between two listing audits of a day
 * @param days days after its end until a day is closed; 0: no audits
 */
public record AuditSettings(Duration interval, Duration listingInterval, int days) {

    private static final String INTERVAL = "audit.interval.ms";
    private static final String LISTING_INTERVAL = "audit.listing.interval.ms";
    private static final String DAYS = "audit.days";

    private static final Duration MIN = Duration.ofMillis(100);
    private static final Duration MAX = Duration.ofDays(7);

    static final Key.Group KEYS = new Key.Group(
            "Audit",
            Key.millis(INTERVAL, Duration.ofMinutes(10), MIN, MAX).described("Audit interval (ms)", """
                    How often, in milliseconds, the API's count of calls is compared with what was sent, for each day
                    that is not closed. This costs about one request per day and interval. A count that changed causes
                    the day's calls to be listed and compared one by one. Calls that were sent without a bill are
                    checked again at the same interval, with back-off. To turn audits off, set audit.days=0.
                    """),
            Key.millis(LISTING_INTERVAL, Duration.ofHours(6), MIN, MAX).described("Audit listing interval (ms)", """
                    How often, in milliseconds, all calls of each day that is not closed are listed and compared one by
                    one with what was sent. This finds what a count cannot show: corrected contents, and a late call
                    next to one that vanished. A day of 20,000 calls costs about 1,000 requests per listing; audits use
                    at most a fifth of the account's allowance while history is loading.
                    """),
            Key.number(DAYS, 2, 0, 90).importance(MEDIUM).described("Audit days", """
                    How many days after its end a UTC day is closed. Until then it is audited: late calls are sent, and
                    calls that the API changed are sent again. A closed day is final. Raise it where bills or calls
                    arrive in the API later than that, and keep it at least two below history.days: a day can be closed
                    only while the API still lists it. 0 turns audits off: a day closes when it has been read without
                    gaps, and late calls, corrections and late bills are not looked for.
                    """));

    static AuditSettings of(ConfigValues values) {
        return new AuditSettings(values.duration(INTERVAL), values.duration(LISTING_INTERVAL), values.number(DAYS));
    }
}
