package io.github.mpcconnect.request;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.ApiException.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Tracks whether the API answers requests for each resource of an account. During an outage a probe request is sent
 * once a minute. An outage that the probe confirms is logged once when it begins and once when it ends, even if both
 * resources are affected. Confined to the loop.
 */
final class Outages {

    private static final Logger LOG = LoggerFactory.getLogger(Outages.class);

    private static final Duration PROBE_INTERVAL = Duration.ofMinutes(1);

    private final String account;
    private final Loop loop;
    private final BiFunction<Resource, Supplier<CompletableFuture<?>>, CompletableFuture<?>> probeSender;
    private final Map<Resource, ResourceHealth> health = new EnumMap<>(Resource.class);
    private final Map<Resource, Supplier<CompletableFuture<?>>> probes = new EnumMap<>(Resource.class);
    private final Map<Resource, CompletableFuture<?>> sentProbes = new EnumMap<>(Resource.class);
    private final Map<Resource, Loop.Timer> nextProbe = new EnumMap<>(Resource.class);
    private final Set<Resource> logged = EnumSet.noneOf(Resource.class);
    private long loggedSince;

    /**
     * @param account the account's name, for messages
     * @param probeSender sends a probe request for a resource
     */
    Outages(
            String account,
            Loop loop,
            BiFunction<Resource, Supplier<CompletableFuture<?>>, CompletableFuture<?>> probeSender) {
        this.account = account;
        this.loop = loop;
        this.probeSender = probeSender;
        for (Resource resource : Resource.values()) {
            health.put(resource, new ResourceHealth(loop.nanos()));
        }
    }

    ResourceHealth of(Resource resource) {
        return health.get(resource);
    }

    boolean isAnyOut() {
        return health.values().stream().anyMatch(ResourceHealth::isOut);
    }

    void setProbe(Resource resource, Supplier<CompletableFuture<?>> attempt) {
        probes.put(resource, attempt);
    }

    void answered(Pending<?> request) {
        Resource resource = request.resource();
        of(resource).answered(request.sentAt(), loop.nanos(), request.isProbe());
        if (logged.remove(resource) && logged.isEmpty()) {
            long seconds = Duration.ofNanos(loop.nanos() - loggedSince).toSeconds();
            LOG.info("Account {}: the API responds again, {} s after the first failure", account, seconds);
        }
    }

    void failed(Pending<?> request, ApiException e) {
        Resource resource = request.resource();
        of(resource).failed(request.sentAt(), loop.nanos());
        if (!of(resource).isOut()) {
            return;
        }
        if (request.isProbe() || !probes.containsKey(resource)) {
            logStart(resource, e);
        }
        if (!nextProbe.containsKey(resource)) {
            sendProbe(resource);
        }
    }

    /** At most once a minute, even if the resource recovers and fails again in between. */
    private void sendProbe(Resource resource) {
        nextProbe.put(resource, loop.schedule(PROBE_INTERVAL, () -> {
            nextProbe.remove(resource);
            if (of(resource).isOut()) {
                sendProbe(resource);
            }
        }));
        if (probes.containsKey(resource) && !isWaiting(resource)) {
            sentProbes.put(resource, probeSender.apply(resource, probes.get(resource)));
        }
    }

    /** Whether the last probe is still waiting for its turn. */
    private boolean isWaiting(Resource resource) {
        CompletableFuture<?> last = sentProbes.get(resource);
        return last != null && !last.isDone();
    }

    private void logStart(Resource resource, ApiException e) {
        if (logged.isEmpty()) {
            loggedSince = of(resource).failingSince();
            String what = e.kind() == Kind.UNAUTHORIZED ? "rejects the credentials" : "does not respond";
            LOG.warn(
                    "Account {}: the API {} (requests for {}); retrying until it recovers: {}",
                    account,
                    what,
                    resource.text(),
                    e.getMessage());
        }
        logged.add(resource);
    }

    void close() {
        nextProbe.values().forEach(Loop.Timer::cancel);
    }
}
