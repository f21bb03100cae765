package io.github.mpcconnect.config;

import io.github.mpcconnect.api.CallQuery;
import org.apache.kafka.common.config.ConfigDef.Width;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The group "Filters": which calls are requested; a null part does not restrict them. Two filters have the same
 * {@link #canonical()} text exactly if they request the same calls. Each is a stream with offsets of its own.
 *
 * @param friendlyName the exact name
 * @param subAccount the Auth ID of a subaccount
 * @param terminationCauseCode why the call ended
 * @param creationTimeFrom inclusive, whole seconds
 * @param creationTimeTo inclusive, whole seconds
 */
public record CallFilter(
        String friendlyName,
        String subAccount,
        Integer terminationCauseCode,
        Instant creationTimeFrom,
        Instant creationTimeTo) {

    private static final String FRIENDLY_NAME = "filter.friendly.name";
    private static final String SUB_ACCOUNT = "filter.sub.account";
    private static final String TERMINATION_CAUSE_CODE = "filter.termination.cause.code";
    private static final String CREATION_TIME_FROM = "filter.creation.time.from";
    private static final String CREATION_TIME_TO = "filter.creation.time.to";

    static final Key.Group KEYS = new Key.Group(
            "Filters",
            Key.text(FRIENDLY_NAME, null).width(Width.LONG).described("Friendly name", """
                    Reads only the calls with exactly this name, live calls included. Any text, with spaces and slashes,
                    but without spaces around it; empty reads the calls of every name. A different filter is a different
                    stream: it has its own stored offsets and starts from the beginning.
                    """),
            Key.text(SUB_ACCOUNT, null).described("Subaccount", """
                    Reads only the calls of the subaccount with this Auth ID (it starts with SA), live calls included.
                    Empty reads the calls of the account and of all its subaccounts. A different filter is a different
                    stream: it has its own stored offsets and starts from the beginning.
                    """),
            Key.number(TERMINATION_CAUSE_CODE, null, 0, Integer.MAX_VALUE)
                    .recommended(1000, 1010, 2000, 3000)
                    .described("Termination cause code", """
                    Reads only the calls that ended for this reason, one number of Plivo's list: 1000 no active
                    participants, 1010 stay alone not permitted, 2000 maximum duration reached, 3000 ended by the API.
                    Live calls are not filtered by it, since they have not ended. Empty reads the calls of every reason.
                    """),
            Key.text(CREATION_TIME_FROM, null).validator(Checks.wholeSecond()).described("Created from", """
                    Reads only the calls created at this instant or later: ISO-8601 with its time zone, in whole
                    seconds, like 2026-11-21T00:00:00Z. It does not change which days are read; start.time does that.
                    Live calls are not filtered by it. Empty sets no bound.
                    """),
            Key.text(CREATION_TIME_TO, null).validator(Checks.wholeSecond()).described("Created to", """
                    Reads only the calls created at this instant or earlier: ISO-8601 with its time zone, in whole
                    seconds, like 2026-11-21T23:59:59Z, and later than filter.creation.time.from. Live calls are not
                    filtered by it. Empty sets no bound.
                    """));

    static CallFilter of(ConfigValues values) {
        return new CallFilter(
                values.text(FRIENDLY_NAME),
                values.text(SUB_ACCOUNT),
                values.number(TERMINATION_CAUSE_CODE),
                values.instant(CREATION_TIME_FROM).orElse(null),
                values.instant(CREATION_TIME_TO).orElse(null));
    }

    static void check(ConfigValues values) {
        CallFilter filter = of(values);
        if (filter.creationTimeFrom != null
                && filter.creationTimeTo != null
                && !filter.creationTimeFrom.isBefore(filter.creationTimeTo)) {
            values.reject(
                    CREATION_TIME_FROM,
                    values.text(CREATION_TIME_FROM),
                    "give an instant before " + CREATION_TIME_TO + ", which is " + values.text(CREATION_TIME_TO));
        }
    }

    /** The query for these calls, as yet without the window in which they ended. */
    public CallQuery query() {
        return CallQuery.matching(friendlyName, subAccount, terminationCauseCode, creationTimeFrom, creationTimeTo);
    }

    /** Whether all calls are requested. */
    public boolean isEmpty() {
        return canonical().isEmpty();
    }

    /** The {@link #canonical()} text as a part of source partitions; null where all calls are requested. */
    public String inPartition() {
        return isEmpty() ? null : canonical();
    }

    /**
     * The set parts as {@code name=value}, sorted, joined by {@code &}: the API's names, texts percent-encoded,
     * instants in ISO-8601 form. Example: {@code creation_time__gte=2026-11-01T00:00:00Z&friendly_name=Sales%20EMEA}.
     */
    public String canonical() {
        Map<String, String> parts = new TreeMap<>();
        put(parts, "friendly_name", friendlyName == null ? null : encoded(friendlyName));
        put(parts, "sub_account", subAccount == null ? null : encoded(subAccount));
        put(parts, "termination_cause_code", terminationCauseCode);
        put(parts, "creation_time__gte", creationTimeFrom);
        put(parts, "creation_time__lte", creationTimeTo);
        return parts.entrySet().stream()
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining("&"));
    }

    private static void put(Map<String, String> parts, String name, Object value) {
        if (value != null) {
            parts.put(name, value.toString());
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
