package io.github.mpcconnect.metrics;

/** The metrics of an account. Counters, whose names end in {@code -total}, count from the start of the task. */
public enum Metric {
    REQUESTS("requests-total", "Requests made."),
    REQUESTS_REFUSED("requests-refused-total", "Requests that the API refused because of their rate (429)."),
    REQUESTS_FAILED("requests-failed-total", "Requests without a usable response, which were made again."),
    RETRYING("retrying", "1 while requests fail and are retried, else 0."),
    ALLOWANCE("request-allowance", "Requests allowed per period now; less than configured after a refusal."),

    CALLS("calls-total", "Ended calls sent, late calls included and corrections not."),
    PARTICIPANTS("participants-total", "Participants of ended calls sent."),
    LATE_CALLS("late-calls-total", "Calls sent that an audit found, or that appeared where calls had been sent."),
    CORRECTIONS("corrections-total", "Calls sent again because the API changed them."),
    VANISHED("vanished-calls-total", "Calls sent that the API no longer lists."),
    WITHOUT_BILL("calls-without-bill", "Calls of open and read days that were sent and have no bill yet."),

    DAYS_OPEN("days-open", "Days in state open: today, or being read."),
    DAYS_READ("days-read", "Days in state read: read to their end and still audited."),
    DAYS_CLOSED("days-closed-total", "Days that were closed."),
    DAYS_DISPUTED("days-disputed-total", "Days that became final although a part of them could not be read or proven."),
    DAYS_RESET("days-reset-total", "Days that are read again because their differences could not be identified."),
    DAYS_LOST("days-lost-total", "Days that left the API's reach before they were read."),
    HISTORY_DAYS_LEFT("history-days-left", "Past days that have not been read to their end."),
    LAG_SECONDS("new-calls-lag-seconds", "How far reading new calls is behind the API's now, in seconds."),

    GAPS_UNREAD("gaps-unread", "Stretches of time whose calls were not read, and will be tried again."),
    GAPS_UNPROVEN("gaps-unproven", "Stretches of time whose calls were sent as listed but not proven complete."),
    DEFERRED("calls-deferred", "Calls that wait for their participants."),

    PARTICIPANTS_UNAVAILABLE(
            "participants-unavailable-total", "Ended calls whose participants could not be retrieved."),
    PARTICIPANTS_PARTIAL("participants-partial-total", "Ended calls sent with some of their participants missing."),
    PARTICIPANTS_FROM_LIVE(
            "participants-from-live-total",
            "Participants sent as last seen live, because the API no longer returned them."),
    SEEN_DROPPED("seen-dropped-total", "Calls whose participants, seen live, were dropped before the call was sent."),

    MALFORMED("malformed-total", "Objects that could not be read."),
    UNKNOWN_FIELDS("unknown-fields-total", "Fields of responses that this version does not know."),
    AMOUNTS_ROUNDED("amounts-rounded-total", "Amounts with more decimal places than a record holds."),
    NOT_WRITTEN(
            "records-not-written-total",
            "Records that a transform dropped or, with errors.tolerance=all, that Kafka rejected."),
    IN_FLIGHT_BYTES("batches-in-flight-bytes", "Estimated size of what was read and has not reached Kafka, in bytes."),

    LIVE_CALLS("live-calls", "Calls in progress at the last poll."),
    LIVE_INTERVAL_MS(
            "live-interval-ms",
            "Time between two polls of live calls now, in milliseconds; longer than configured where half of the"
                    + " allowance is not enough."),
    LIVE_POLLS_INCOMPLETE("live-polls-incomplete-total", "Polls of live calls with unanswered pages.");

    private final String attribute;
    private final String doc;

    Metric(String attribute, String doc) {
        this.attribute = attribute;
        this.doc = doc;
    }

    /** Its name in JMX. */
    public String attribute() {
        return attribute;
    }

    public String doc() {
        return doc;
    }
}
