package io.github.mpcconnect.live;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.batch.MalformedObject;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.offset.IdHash;
import io.github.mpcconnect.request.FatalException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Handles malformed live objects according to {@code behavior.on.malformed}. Each is handled once, even if many polls
 * return it.
 */
final class LiveMalformed {

    private static final Logger LOG = LoggerFactory.getLogger(LiveMalformed.class);

    /** Far more than the live tables have rows. Beyond it the oldest object would be handled again. */
    private static final int MAX_KNOWN = 100_000;

    private final LiveContext context;
    private final Set<SentIds> known = new LinkedHashSet<>();
    private boolean isLogged;

    private record SentIds(String resource, String mpcUuid, String memberId, long raw) {}

    LiveMalformed(LiveContext context) {
        this.context = context;
    }

    /** Returns the items for the errors topic. */
    List<MalformedObject> judged(List<Malformed> objects, Instant observedAt) {
        List<MalformedObject> items = new ArrayList<>();
        objects.stream().filter(this::isNew).forEach(object -> {
            context.metrics().add(Metric.MALFORMED);
            switch (context.settings().records().onMalformed()) {
                case FAIL -> context.sink().fatal().accept(failure(object));
                case SKIP -> log(object);
                case TOPIC -> items.add(new MalformedObject(object, observedAt));
            }
        });
        return items;
    }

    private boolean isNew(Malformed object) {
        boolean isNew = known.add(new SentIds(
                object.resource(), object.mpcUuid(), object.memberId(), IdHash.of(String.valueOf(object.raw()))));
        if (known.size() > MAX_KNOWN) {
            known.remove(known.iterator().next());
        }
        return isNew;
    }

    private void log(Malformed object) {
        if (!isLogged) {
            LOG.warn(
                    "{} Skipping it; further malformed objects are only counted (metric malformed-total).",
                    description(object));
            isLogged = true;
        }
    }

    private FatalException failure(Malformed object) {
        return new FatalException(
                description(object)
                        + " Set behavior.on.malformed=topic to send such objects to the errors topic, or skip to"
                        + " ignore them, then restart the task.",
                null);
    }

    private String description(Malformed object) {
        return "Account " + context.account().name() + ": the API returned a malformed live " + object.resource()
                + " (mpc_uuid=" + object.mpcUuid() + ", member_id=" + object.memberId() + ", api_id=" + object.apiId()
                + "): " + object.error();
    }
}
