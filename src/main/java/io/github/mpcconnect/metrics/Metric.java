package io.github.mpcconnect.metrics;

/**
 * The metrics of an account. Names of counters end in {@code -total}; counters start at 0 with each start of the task.
 */
public enum Metric {
    LIST_REQUESTS("list-requests-total", Unit.COUNT, "The number of requests for lists of calls."),
    PARTICIPANTS_REQUESTS(
            "participants-requests-total", Unit.COUNT, "The number of requests for the participants of a call."),
    RESPONSES_OK("responses-2xx-total", Unit.COUNT, "The number of responses with a status of 200 to 299."),
    RESPONSES_CLIENT_ERROR(
            "responses-4xx-total", Unit.COUNT, "The number of responses with a status of 400 to 499, 429 included."),
    RESPONSES_SERVER_ERROR("responses-5xx-total", Unit.COUNT, "The number of responses with a status of 500 to 599."),
    NO_RESPONSE(
            "requests-without-response-total",
            Unit.COUNT,
            "The number of requests without a usable response: not connected, timed out, cut off or not readable."),
    ALLOWANCE_USED(
            "request-allowance-used",
            Unit.RATIO,
            "The share of the configured requests per period that was sent within the last period, from 0 to 1."),
    PERMIT_WAIT_MS(
            "permit-wait-ms-total",
            Unit.MILLISECONDS,
            "The time that requests ready to be sent have waited for the allowance or a free connection, added up."),
    LATENCY_P50_MS(
            "request-latency-p50-ms",
            Unit.MILLISECONDS,
            "The median time from request to response, of the last 1,000."),
    LATENCY_P99_MS(
            "request-latency-p99-ms",
            Unit.MILLISECONDS,
            "The 99th percentile of the time from request to response, of the last 1,000."),
    RESPONSE_AGE_SECONDS("last-response-age-seconds", Unit.SECONDS, "The time since the API last answered a request."),
    CLOCK_OFFSET_SECONDS("api-clock-offset-seconds", Unit.SECONDS, "The API's time minus the time of the worker."),

    HISTORY_PROGRESS(
            "history-progress",
            Unit.RATIO,
            "The share of the days of history that were read to their end, from 0 to 1."),
    HISTORY_REMAINING_SECONDS(
            "history-remaining-seconds",
            Unit.SECONDS,
            "The estimated time until all history is read, at the pace since the start of the task; -1 while unknown."),
    AUDIT_AGE_SECONDS(
            "last-audit-age-seconds",
            Unit.SECONDS,
            "The time since an audit last compared a day with the API; since the start of the task before the first."),
    GAP_AGE_SECONDS(
            "oldest-gap-age-seconds",
            Unit.SECONDS,
            "The time since the oldest of the present gaps was first seen; 0 without gaps."),
    MAX_LATENESS_SECONDS(
            "max-lateness-seconds",
            Unit.SECONDS,
            "The longest time between the end of a late call and its first appearance in a list. settle.delay.ms should"
                    + " be longer than the usual value."),

    LIVE_PARTICIPANTS(
            "live-participants", Unit.COUNT, "The number of participants in calls in progress at the last poll."),
    LIVE_CHANGES("live-changes-total", Unit.COUNT, "The number of changes sent to the live tables."),
    RECORDS_IN_FLIGHT(
            "records-in-flight", Unit.COUNT, "The number of records passed to Connect and not yet written to Kafka."),

    REQUESTS("requests-total", Unit.COUNT, "The number of requests sent to the API."),
    REQUESTS_REFUSED(
            "requests-refused-total",
            Unit.COUNT,
            "The number of requests that the API rejected because of their rate (429)."),
    REQUESTS_FAILED(
            "requests-failed-total",
            Unit.COUNT,
            "The number of failed requests that are made again: without a usable response, or with an error other than"
                    + " 429; each attempt counted."),
    RETRYING("retrying", Unit.COUNT, "1 while requests fail and are retried, otherwise 0."),
    ALLOWANCE(
            "request-allowance",
            Unit.COUNT,
            "The number of requests currently allowed per period; less than configured after a rejection (429)."),

    CALLS("calls-total", Unit.COUNT, "The number of ended calls sent, including late calls but not corrections."),
    PARTICIPANTS("participants-total", Unit.COUNT, "The number of participants of ended calls sent."),
    LATE_CALLS(
            "late-calls-total",
            Unit.COUNT,
            "The number of late calls sent: found by an audit, or in a stretch that had been sent before."),
    CORRECTIONS("corrections-total", Unit.COUNT, "The number of calls sent again because the API changed them."),
    VANISHED(
            "vanished-calls-total", Unit.COUNT, "The number of calls that were sent and that the API no longer lists."),
    WITHOUT_BILL(
            "calls-without-bill",
            Unit.COUNT,
            "The number of calls of open and read days that were sent and have no bill yet."),

    DAYS_OPEN("days-open", Unit.COUNT, "The number of days in state open: today, or being read."),
    DAYS_READ("days-read", Unit.COUNT, "The number of days in state read: read to their end and still audited."),
    DAYS_CLOSED("days-closed-total", Unit.COUNT, "The number of days that were closed."),
    DAYS_DISPUTED(
            "days-disputed-total",
            Unit.COUNT,
            "The number of days that became final although a part of them could not be read or proven."),
    DAYS_RESET(
            "days-reset-total",
            Unit.COUNT,
            "The number of days reset and read again because their differences could not be identified."),
    DAYS_LOST("days-lost-total", Unit.COUNT, "The number of days that expired in the API before they were read."),
    HISTORY_DAYS_LEFT("history-days-left", Unit.COUNT, "The number of past days that have not been read to their end."),
    LAG_SECONDS(
            "new-calls-lag-seconds",
            Unit.SECONDS,
            "How far the reading of new calls is behind the API's current time, in seconds."),

    GAPS_UNREAD(
            "gaps-unread",
            Unit.COUNT,
            "The number of stretches of time whose calls could not be read yet and are retried."),
    GAPS_UNPROVEN(
            "gaps-unproven",
            Unit.COUNT,
            "The number of stretches of time whose calls were sent as listed but not proven complete."),
    DEFERRED("calls-deferred", Unit.COUNT, "The number of calls waiting for their participants."),

    PARTICIPANTS_UNAVAILABLE(
            "participants-unavailable-total",
            Unit.COUNT,
            "The number of ended calls whose participants could not be retrieved."),
    PARTICIPANTS_PARTIAL(
            "participants-partial-total",
            Unit.COUNT,
            "The number of ended calls sent with some of their participants missing."),
    PARTICIPANTS_FROM_LIVE(
            "participants-from-live-total",
            Unit.COUNT,
            "The number of participants sent as last seen live because the API no longer returned them."),
    SEEN_DROPPED(
            "seen-dropped-total",
            Unit.COUNT,
            "The number of calls whose participants seen live were discarded before the call was sent."),

    MALFORMED("malformed-total", Unit.COUNT, "The number of objects in responses that could not be read."),
    UNKNOWN_FIELDS(
            "unknown-fields-total",
            Unit.COUNT,
            "The number of different fields in responses that this version does not know."),
    AMOUNTS_ROUNDED(
            "amounts-rounded-total",
            Unit.COUNT,
            "The number of amounts that were rounded because a record holds only five decimal places."),
    NOT_WRITTEN(
            "records-not-written-total",
            Unit.COUNT,
            "The number of records that a transform dropped or, with errors.tolerance=all, that Kafka rejected."),
    IN_FLIGHT_BYTES(
            "batches-in-flight-bytes",
            Unit.BYTES,
            "The estimated size of the data that was read and has not reached Kafka, in bytes."),

    LIVE_CALLS("live-calls", Unit.COUNT, "The number of calls in progress at the last poll."),
    LIVE_INTERVAL_MS(
            "live-interval-ms",
            Unit.MILLISECONDS,
            "The current time between two polls of live calls, in milliseconds; longer than configured if half of"
                    + " the allowance is not enough."),
    LIVE_POLLS_INCOMPLETE(
            "live-polls-incomplete-total", Unit.COUNT, "The number of polls of live calls with unanswered pages.");

    /** What a value counts. */
    public enum Unit {
        COUNT,
        SECONDS,
        MILLISECONDS,
        BYTES,
        /** From 0 to 1. */
        RATIO
    }

    private final String attribute;
    private final Unit unit;
    private final String doc;

    Metric(String attribute, Unit unit, String doc) {
        this.attribute = attribute;
        this.unit = unit;
        this.doc = doc;
    }

    /** The name of the metric, and of the JMX attribute. */
    public String attribute() {
        return attribute;
    }

    public Unit unit() {
        return unit;
    }

    /** A sentence about what it means. */
    public String doc() {
        return doc;
    }
}
