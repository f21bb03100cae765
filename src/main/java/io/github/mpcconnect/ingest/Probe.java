package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.api.MpcApi;

import java.time.Instant;

/** A search that is right at any time: for learning the API's time, and whether it takes the credentials. */
public final class Probe {

    /** A second long past: within the API's past whatever a clock says. */
    private static final Instant LONG_PAST = Instant.parse("2020-01-01T00:00:00Z");

    private static final CallQuery QUERY = CallQuery.ALL.endedIn(LONG_PAST, LONG_PAST.plusSeconds(1));

    private Probe() {}

    /**
     * One request.
     *
     * @throws io.github.mpcconnect.api.ApiException where it has no answer that can be used
     */
    public static void ask(MpcApi api) {
        api.calls(QUERY);
    }
}
