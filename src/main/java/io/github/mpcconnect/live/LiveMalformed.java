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

/** Treats live objects that cannot be read as configured, each once however many polls return it. */
final class LiveMalformed {

    private static final Logger LOG = LoggerFactory.getLogger(LiveMalformed.class);

    /** Far more than a table has rows; beyond, the oldest would be treated once more. */
    private static final int MAX_KNOWN = 100_000;

    private final LiveContext context;
    private final Set<Known> known = new LinkedHashSet<>();
    private boolean isLogged;

    private record Known(String resource, String mpcUuid, String memberId, long raw) {}

    LiveMalformed(LiveContext context) {
        this.context = context;
    }

    /** Returns what the errors topic takes. */
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
        boolean isNew = known.add(new Known(
                object.resource(), object.mpcUuid(), object.memberId(), IdHash.of(String.valueOf(object.raw()))));
        if (known.size() > MAX_KNOWN) {
            known.remove(known.iterator().next());
        }
        return isNew;
    }

    private void log(Malformed object) {
        if (!isLogged) {
            LOG.warn("{} It is skipped; further ones are only counted, in malformed-total.", description(object));
            isLogged = true;
        }
    }

    private FatalException failure(Malformed object) {
        return new FatalException(
                description(object)
                        + " Set behavior.on.malformed to 'topic' to send such objects to the errors topic,"
                        + " or to 'skip' to leave them out.",
                null);
    }

    private String description(Malformed object) {
        return "Account " + context.account().name() + ": the API returned a malformed live " + object.resource()
                + " (call " + object.mpcUuid() + ", api_id " + object.apiId() + "): " + object.error();
    }
}
