package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

import java.util.List;

/** The keys of the group "Filters": which calls are read. Each filter is a stream with offsets of its own. */
final class FilterKeys {

    static final String FRIENDLY_NAME = "filter.friendly.name";
    static final String SUB_ACCOUNT = "filter.sub.account";
    static final String TERMINATION_CAUSE_CODE = "filter.termination.cause.code";
    static final String CREATION_TIME_FROM = "filter.creation.time.from";
    static final String CREATION_TIME_TO = "filter.creation.time.to";

    private FilterKeys() {}

    static void define(ConfigDef def) {
        Key.define(
                def,
                "Filters",
                List.of(friendlyName(), subAccount(), terminationCauseCode(), creationTimeFrom(), creationTimeTo()));
    }

    static CallFilter filter(ConfigValues values) {
        return new CallFilter(
                values.text(FRIENDLY_NAME),
                values.text(SUB_ACCOUNT),
                values.number(TERMINATION_CAUSE_CODE),
                values.instant(CREATION_TIME_FROM),
                values.instant(CREATION_TIME_TO));
    }

    private static Key friendlyName() {
        return Key.of(FRIENDLY_NAME, Type.STRING, null, Importance.LOW, Width.LONG, "Friendly name", """
                Reads only the calls with exactly this name, live calls included. Any text, with spaces and slashes,
                but without spaces around it; empty reads the calls of every name. A different filter is a different
                stream: it has its own stored offsets and starts from the beginning.
                """);
    }

    private static Key subAccount() {
        return Key.of(SUB_ACCOUNT, Type.STRING, null, Importance.LOW, Width.MEDIUM, "Subaccount", """
                Reads only the calls of the subaccount with this Auth ID (it starts with SA), live calls included.
                Empty reads the calls of the account and of all its subaccounts. A different filter is a different
                stream: it has its own stored offsets and starts from the beginning.
                """);
    }

    private static Key terminationCauseCode() {
        return Key.of(
                        TERMINATION_CAUSE_CODE,
                        Type.INT,
                        null,
                        Importance.LOW,
                        Width.SHORT,
                        "Termination cause code",
                        """
                        Reads only the calls that ended for this reason, one number of Plivo's list: 1000 no active
                        participants, 1010 stay alone not permitted, 2000 maximum duration reached, 3000 ended by
                        the API. Live calls are not filtered by it, since they have not ended. Empty reads the calls
                        of every reason.
                        """)
                .withValidator(Checks.between(0, Integer.MAX_VALUE))
                .withRecommender(Recommendation.of(1000, 1010, 2000, 3000));
    }

    private static Key creationTimeFrom() {
        return Key.of(CREATION_TIME_FROM, Type.STRING, null, Importance.LOW, Width.MEDIUM, "Created from", """
                Reads only the calls created at this instant or later: ISO-8601 with its time zone, in whole
                seconds, like 2026-11-21T00:00:00Z. It does not change which days are read; start.time does that.
                Live calls are not filtered by it. Empty sets no bound.
                """)
                .withValidator(Checks.wholeSecond());
    }

    private static Key creationTimeTo() {
        return Key.of(CREATION_TIME_TO, Type.STRING, null, Importance.LOW, Width.MEDIUM, "Created to", """
                Reads only the calls created at this instant or earlier: ISO-8601 with its time zone, in whole
                seconds, like 2026-11-21T23:59:59Z, and later than filter.creation.time.from. Live calls are not
                filtered by it. Empty sets no bound.
                """)
                .withValidator(Checks.wholeSecond());
    }
}
