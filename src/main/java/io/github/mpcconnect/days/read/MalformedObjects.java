package io.github.mpcconnect.days.read;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.config.RecordSettings.OnMalformed;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.offset.IdHash;
import io.github.mpcconnect.request.FatalException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.LinkedHashSet;
import java.util.Set;

/** Handles malformed objects according to {@code behavior.on.malformed}. */
public final class MalformedObjects {

    private static final Logger LOG = LoggerFactory.getLogger(MalformedObjects.class);

    private static final int MAX_REMEMBERED = 10_000;

    private final Reading reading;
    private final Set<Long> skipped = new LinkedHashSet<>();

    public MalformedObjects(Reading reading) {
        this.reading = reading;
    }

    /**
     * Returns whether the object is to be sent to the errors topic.
     *
     * @throws FatalException if the task has to fail because of the object
     */
    boolean isSent(Malformed object) {
        OnMalformed behavior = reading.settings().records().onMalformed();
        if (behavior == OnMalformed.FAIL) {
            throw failure(object);
        } else if (behavior == OnMalformed.SKIP) {
            skip(object);
        }
        return behavior == OnMalformed.TOPIC;
    }

    private FatalException failure(Malformed object) {
        return new FatalException(
                "Account " + reading.account().name() + ": the API returned a malformed " + object.resource()
                        + " (mpc_uuid=" + object.mpcUuid() + ", member_id=" + object.memberId() + ", api_id="
                        + object.apiId() + "): " + object.error()
                        + " Set behavior.on.malformed=topic to send such objects to the errors topic, or skip to"
                        + " ignore them, then restart the task.",
                null);
    }

    private void skip(Malformed object) {
        if (!skipped.add(IdHash.of(String.valueOf(object.raw())))) {
            return;
        }
        if (skipped.size() > MAX_REMEMBERED) {
            skipped.remove(skipped.iterator().next());
        }
        reading.metrics().add(Metric.MALFORMED);
        LOG.warn(
                "Account {}: the API returned a malformed {} (mpc_uuid={}, member_id={}, api_id={}); skipping it: {}",
                reading.account().name(),
                object.resource(),
                object.mpcUuid(),
                object.memberId(),
                object.apiId(),
                object.error());
    }
}
