package io.github.mpcconnect.days.read;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.api.Listed;
import io.github.mpcconnect.api.Listing;
import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.days.read.WindowListing.Outcome;
import io.github.mpcconnect.days.sent.ListedCall;
import io.github.mpcconnect.request.Patience;
import io.github.mpcconnect.request.Resource;
import io.github.mpcconnect.request.UnansweredException;
import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.timeline.Window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Lists the ended calls of a window. Each list is read up to three times, until it matches its count. */
public final class WindowLister {

    private static final int MAX_ATTEMPTS = 3;

    private final Reading reading;
    private final MalformedObjects malformed;
    private final CallQuery query;
    private Instant lastAnswered = Instant.MIN;

    public WindowLister(Reading reading, MalformedObjects malformed) {
        this.reading = reading;
        this.malformed = malformed;
        this.query = reading.settings().filter().query();
    }

    /** One listing in progress, with the union of all calls listed so far. */
    private record Attempt(Window window, Work work, Patience patience, int max, Map<Long, ListedCall> union) {}

    /**
     * Lists the calls of a window. The future never fails because of an unanswered request or an incomplete list.
     *
     * @param max the maximum number of calls to list, beyond which the outcome is {@code TOO_MANY}; a window of one
     *     second is always listed
     */
    public CompletableFuture<WindowListing> list(Window window, Work work, Patience patience, int max) {
        int limit = window.isOneSecond() ? Integer.MAX_VALUE : max;
        CompletableFuture<WindowListing> result = new CompletableFuture<>();
        attempt(new Attempt(window, work, patience, limit, new HashMap<>()), 1, result);
        return result;
    }

    /** When the last list of ended calls was answered, by the API's clock. */
    public Instant lastAnswered() {
        return lastAnswered;
    }

    /** Requests the API's count of calls in a window; -1 if the response has none or the request is not answered. */
    public CompletableFuture<Integer> count(Window window, Work work) {
        CallQuery windowed = query.endedIn(window.after(), window.upTo());
        return reading.requests()
                .submit(work, Resource.CALLS, Patience.ONE_TRY, () -> page(window, windowed))
                .handle((page, failure) -> {
                    if (failure != null && !(Reading.cause(failure) instanceof UnansweredException)) {
                        throw new CompletionException(Reading.cause(failure));
                    }
                    return failure != null || page.count() == null ? -1 : page.count();
                });
    }

    /**
     * Requests a page, unless the API can no longer return the window because the request waited too long, for example
     * during a pause.
     */
    private CompletableFuture<Page<MultiPartyCall>> page(Window window, CallQuery windowed) {
        Instant edge = reading.now().get().minus(reading.settings().history().reach());
        if (window.after().isBefore(edge)) {
            return CompletableFuture.failedFuture(
                    ApiException.noAnswer("The calls that ended in " + window + " have expired in the API", null));
        }
        return reading.api().calls(windowed);
    }

    private void attempt(Attempt attempt, int number, CompletableFuture<WindowListing> result) {
        CallQuery windowed =
                query.endedIn(attempt.window().after(), attempt.window().upTo());
        CompletableFuture<Listed<MultiPartyCall>> listing = Listing.read(
                offset -> reading.requests()
                        .submit(
                                attempt.work(),
                                Resource.CALLS,
                                attempt.patience(),
                                () -> page(attempt.window(), windowed.atOffset(offset))),
                MultiPartyCall::mpcUuid,
                attempt.max());
        listing.whenComplete((listed, failure) -> reading.runSafely(() -> {
            if (failure == null) {
                listed(attempt, number, listed, result);
            } else if (Reading.cause(failure) instanceof UnansweredException) {
                result.complete(unanswered(attempt));
            } else {
                result.completeExceptionally(Reading.cause(failure));
            }
        }));
    }

    private void listed(
            Attempt attempt, int number, Listed<MultiPartyCall> listed, CompletableFuture<WindowListing> result) {
        lastAnswered = reading.now().get();
        if (listed.outcome() == Listed.Outcome.TOO_MANY) {
            result.complete(listing(attempt, List.of(), listed.count(), Outcome.TOO_MANY));
            return;
        }
        List<ListedCall> calls = calls(listed);
        if (listed.isProven()) {
            result.complete(listing(attempt, sorted(calls), listed.count(), Outcome.PROVEN));
            return;
        }
        calls.forEach(call -> attempt.union().put(call.key(), call));
        if (number < MAX_ATTEMPTS) {
            reading.loop().schedule(reading.relistDelay(number), () -> attempt(attempt, number + 1, result));
        } else {
            List<ListedCall> union = new ArrayList<>(attempt.union().values());
            result.complete(listing(attempt, sorted(union), listed.count(), Outcome.UNPROVEN));
        }
    }

    private List<ListedCall> calls(Listed<MultiPartyCall> listed) {
        List<ListedCall> calls = new ArrayList<>(listed.objects().size());
        listed.objects().forEach(call -> calls.add(ListedCall.of(call)));
        for (Malformed object : listed.malformed()) {
            if (malformed.isSent(object)) {
                calls.add(ListedCall.of(object));
            }
        }
        return calls;
    }

    private WindowListing unanswered(Attempt attempt) {
        boolean isEmpty = attempt.union().isEmpty();
        List<ListedCall> union = new ArrayList<>(attempt.union().values());
        return listing(attempt, sorted(union), -1, isEmpty ? Outcome.UNANSWERED : Outcome.UNPROVEN);
    }

    private WindowListing listing(Attempt attempt, List<ListedCall> calls, int count, Outcome outcome) {
        return new WindowListing(
                attempt.window(), calls, count, outcome, reading.now().get());
    }

    private static List<ListedCall> sorted(List<ListedCall> calls) {
        calls.sort(ListedCall.ORDER);
        return calls;
    }
}
