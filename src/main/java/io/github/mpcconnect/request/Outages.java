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
 * Follows which resources of an account's API are answered. While one is out, a witness request is sent once a minute.
 * An outage that the witness confirms is one log line when it begins and one when it ends, whether one resource is out
 * or both. Confined to the loop.
 */
final class Outages {

    private static final Logger LOG = LoggerFactory.getLogger(Outages.class);

    private static final Duration WITNESS_EVERY = Duration.ofMinutes(1);

    private final String account;
    private final Loop loop;
    private final BiFunction<Resource, Supplier<CompletableFuture<?>>, CompletableFuture<?>> sendWitness;
    private final Map<Resource, ResourceHealth> health = new EnumMap<>(Resource.class);
    private final Map<Resource, Supplier<CompletableFuture<?>>> witnesses = new EnumMap<>(Resource.class);
    private final Map<Resource, CompletableFuture<?>> sentWitnesses = new EnumMap<>(Resource.class);
    private final Map<Resource, Loop.Timer> nextWitness = new EnumMap<>(Resource.class);
    private final Set<Resource> logged = EnumSet.noneOf(Resource.class);
    private long loggedSince;

    /** @param account its name, for messages */
    Outages(
            String account,
            Loop loop,
            BiFunction<Resource, Supplier<CompletableFuture<?>>, CompletableFuture<?>> sendWitness) {
        this.account = account;
        this.loop = loop;
        this.sendWitness = sendWitness;
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

    void witness(Resource resource, Supplier<CompletableFuture<?>> attempt) {
        witnesses.put(resource, attempt);
    }

    void answered(Pending<?> request) {
        Resource resource = request.resource();
        of(resource).answered(request.sentAt(), loop.nanos(), request.isWitness());
        if (logged.remove(resource) && logged.isEmpty()) {
            long seconds = Duration.ofNanos(loop.nanos() - loggedSince).toSeconds();
            LOG.info("Account {}: the API answers again, {} s after the first failure", account, seconds);
        }
    }

    void failed(Pending<?> request, ApiException e) {
        Resource resource = request.resource();
        of(resource).failed(request.sentAt(), loop.nanos());
        if (!of(resource).isOut()) {
            return;
        }
        if (request.isWitness() || !witnesses.containsKey(resource)) {
            logBegin(resource, e);
        }
        if (!nextWitness.containsKey(resource)) {
            askWitness(resource);
        }
    }

    /** Not again within a minute, though the resource may be answered and out again meanwhile. */
    private void askWitness(Resource resource) {
        nextWitness.put(resource, loop.schedule(WITNESS_EVERY, () -> {
            nextWitness.remove(resource);
            if (of(resource).isOut()) {
                askWitness(resource);
            }
        }));
        if (witnesses.containsKey(resource) && !isWaiting(resource)) {
            sentWitnesses.put(resource, sendWitness.apply(resource, witnesses.get(resource)));
        }
    }

    /** The last witness may still wait for its turn. */
    private boolean isWaiting(Resource resource) {
        CompletableFuture<?> last = sentWitnesses.get(resource);
        return last != null && !last.isDone();
    }

    private void logBegin(Resource resource, ApiException e) {
        if (logged.isEmpty()) {
            loggedSince = of(resource).failingSince();
            String what = e.kind() == Kind.UNAUTHORIZED ? "does not accept the credentials" : "does not answer";
            LOG.warn(
                    "Account {}: the API {} (requests for {}); requests are retried until it answers: {}",
                    account,
                    what,
                    resource.text(),
                    e.getMessage());
        }
        logged.add(resource);
    }

    void close() {
        nextWitness.values().forEach(Loop.Timer::cancel);
    }
}
