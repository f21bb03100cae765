package io.github.mpcconnect.metrics;

/** What is counted of an account's reading, since the task's start unless it says otherwise. */
public enum Metric {
    REQUESTS("requests-total", "Requests made."),
    REQUESTS_REFUSED("requests-refused-total", "Requests that the API refused because of their rate (429)."),
    REQUESTS_FAILED("requests-failed-total", "Requests without a usable answer, which were made again."),
    CALLS("calls-total", "Ended calls read."),
    CALLS_WITHOUT_BILL("calls-without-bill-total", "Ended calls for which the API told no amount."),
    PARTICIPANTS_UNAVAILABLE(
            "participants-unavailable-total", "Ended calls of which the participants were not to be had."),
    MALFORMED("malformed-total", "Objects that could not be read."),
    AMOUNTS_ROUNDED("amounts-rounded-total", "Amounts with more digits than a record holds, which were rounded."),
    NOT_WRITTEN(
            "records-not-written-total",
            "Records that a transform dropped or, with errors.tolerance=all, that Kafka refused."),
    LATE_CALLS("late-calls-total", "Calls that showed up after their window was read, found by an audit and sent."),
    CALLS_RESENT(
            "calls-resent-total",
            "Calls sent again because three or more late ones could not be told from the others."),
    CALLS_GONE(
            "calls-gone",
            "Calls of the audited days that were sent and that the API counted no more at the last audit."),
    WINDOWS_REREAD("windows-reread-total", "Windows that did not add up and were asked for again."),
    LIVE_CALLS("live-calls", "Calls in progress at the last look."),
    LIVE_INTERVAL_MS(
            "live-interval-ms",
            "How often live calls are looked at now; longer than configured where half of the allowance does not do."),
    LIVE_POLLS_DROPPED("live-polls-dropped-total", "Looks at live calls that did not add up and were dropped."),
    PARTICIPANTS_FROM_LIVE(
            "participants-from-live-total", "Participants sent as last seen live, because the API told them no more."),
    SEEN_DROPPED("seen-dropped-total", "Calls whose participants, seen live, were dropped before the call's record."),
    DAYS_LOST("days-lost-total", "Days that fell out of the API's reach before they were read."),
    RETRYING("retrying", "1 while the API does not answer, else 0."),
    ALLOWANCE("request-allowance", "Requests allowed in a period now; less than the configured ones after a refusal."),
    HISTORY_DAYS_LEFT("history-days-left", "Days of the past that are not read to their end."),
    LAG_SECONDS("new-calls-lag-seconds", "How far the reading of new calls is behind the API's now.");

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
