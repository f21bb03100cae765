package io.github.mpcconnect.metrics;

/**
 * The metrics of an account. Names of counters end in {@code -total}; counters start at 0 with each start of the task.
 */
public enum Metric {
    REQUESTS("requests-total", "The number of requests sent to the API."),
    REQUESTS_REFUSED(
            "requests-refused-total", "The number of requests that the API rejected because of their rate (429)."),
    REQUESTS_FAILED(
            "requests-failed-total", "The number of requests that got no usable response, each attempt counted."),
    RETRYING("retrying", "1 while requests fail and are retried, otherwise 0."),
    ALLOWANCE(
            "request-allowance",
            "The number of requests currently allowed per period; less than configured after a rejection (429)."),

    CALLS("calls-total", "The number of ended calls sent, including late calls but not corrections."),
    PARTICIPANTS("participants-total", "The number of participants of ended calls sent."),
    LATE_CALLS(
            "late-calls-total",
            "The number of late calls sent: found by an audit, or in a stretch that had been sent before."),
    CORRECTIONS("corrections-total", "The number of calls sent again because the API changed them."),
    VANISHED("vanished-calls-total", "The number of calls that were sent and that the API no longer lists."),
    WITHOUT_BILL(
            "calls-without-bill", "The number of calls of open and read days that were sent and have no bill yet."),

    DAYS_OPEN("days-open", "The number of days in state open: today, or being read."),
    DAYS_READ("days-read", "The number of days in state read: read to their end and still audited."),
    DAYS_CLOSED("days-closed-total", "The number of days that were closed."),
    DAYS_DISPUTED(
            "days-disputed-total",
            "The number of days that became final although a part of them could not be read or proven."),
    DAYS_RESET(
            "days-reset-total",
            "The number of days reset and read again because their differences could not be identified."),
    DAYS_LOST("days-lost-total", "The number of days that expired in the API before they were read."),
    HISTORY_DAYS_LEFT("history-days-left", "The number of past days that have not been read to their end."),
    LAG_SECONDS(
            "new-calls-lag-seconds", "How far the reading of new calls is behind the API's current time, in seconds."),

    GAPS_UNREAD("gaps-unread", "The number of stretches of time whose calls could not be read yet and are retried."),
    GAPS_UNPROVEN(
            "gaps-unproven",
            "The number of stretches of time whose calls were sent as listed but not proven complete."),
    DEFERRED("calls-deferred", "The number of calls waiting for their participants."),

    PARTICIPANTS_UNAVAILABLE(
            "participants-unavailable-total", "The number of ended calls whose participants could not be retrieved."),
    PARTICIPANTS_PARTIAL(
            "participants-partial-total", "The number of ended calls sent with some of their participants missing."),
    PARTICIPANTS_FROM_LIVE(
            "participants-from-live-total",
            "The number of participants sent as last seen live because the API no longer returned them."),
    SEEN_DROPPED(
            "seen-dropped-total",
            "The number of calls whose participants seen live were discarded before the call was sent."),

    MALFORMED("malformed-total", "The number of objects in responses that could not be read."),
    UNKNOWN_FIELDS(
            "unknown-fields-total", "The number of different fields in responses that this version does not know."),
    AMOUNTS_ROUNDED(
            "amounts-rounded-total",
            "The number of amounts that were rounded because a record holds only five decimal places."),
    NOT_WRITTEN(
            "records-not-written-total",
            "The number of records that a transform dropped or, with errors.tolerance=all, that Kafka rejected."),
    IN_FLIGHT_BYTES(
            "batches-in-flight-bytes",
            "The estimated size of the data that was read and has not reached Kafka, in bytes."),

    LIVE_CALLS("live-calls", "The number of calls in progress at the last poll."),
    LIVE_INTERVAL_MS(
            "live-interval-ms",
            "The current time between two polls of live calls, in milliseconds; longer than configured if half of"
                    + " the allowance is not enough."),
    LIVE_POLLS_INCOMPLETE("live-polls-incomplete-total", "The number of polls of live calls with unanswered pages.");

    private final String attribute;
    private final String doc;

    Metric(String attribute, String doc) {
        this.attribute = attribute;
        this.doc = doc;
    }

    /** The name of the JMX attribute. */
    public String attribute() {
        return attribute;
    }

    /** The description of the JMX attribute. */
    public String doc() {
        return doc;
    }
}
