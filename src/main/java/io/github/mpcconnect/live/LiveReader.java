package io.github.mpcconnect.live;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.api.Listed;
import io.github.mpcconnect.api.Listing;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.request.FatalException;
import io.github.mpcconnect.request.Resource;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Requests live calls and their participants. Unanswered pages are left out and make the listing incomplete. Cancelling
 * a listing cancels its requests.
 */
final class LiveReader {

    /** A call lasts at most eight hours, so one created earlier than this is not in progress. */
    private static final Duration MAX_AGE = Duration.ofHours(24);

    private static final int MAX_CALLS = 50_000;
    private static final int MAX_PARTICIPANTS = 10_000;

    private final LiveContext context;
    private final LiveContext.Source source;

    LiveReader(LiveContext context) {
        this.context = context;
        this.source = context.source();
    }

    /** Lists the calls with a status, {@code initialized} or {@code active}. */
    CompletableFuture<Listed<MultiPartyCall>> calls(String status) {
        Instant upTo = source.now().get().truncatedTo(ChronoUnit.SECONDS);
        CallQuery query = context.settings().filter().query().liveIn(status, upTo.minus(MAX_AGE), upTo);
        return Listing.readAnswered(
                offset -> submit(Resource.CALLS, () -> source.api().calls(query.atOffset(offset))),
                MultiPartyCall::mpcUuid,
                MAX_CALLS);
    }

    /** Lists the participants of a call. A participant who left and came back under the same id is listed twice. */
    CompletableFuture<Listed<Participant>> participants(String mpcUuid) {
        return Listing.readAnswered(
                offset -> submit(Resource.PARTICIPANTS, () -> source.api().participants(mpcUuid, offset)),
                participant -> participant.memberId() + ' ' + participant.joinTime(),
                MAX_PARTICIPANTS);
    }

    private <T> CompletableFuture<T> submit(Resource resource, Supplier<CompletableFuture<T>> attempt) {
        CompletableFuture<T> response = source.requests().submit(resource, attempt);
        response.whenComplete((page, failure) -> {
            if (resource == Resource.CALLS
                    && failure instanceof ApiException e
                    && e.kind() == ApiException.Kind.NOT_FOUND) {
                context.sink().fatal().accept(noList(e));
            }
        });
        return response;
    }

    private FatalException noList(ApiException e) {
        return new FatalException(
                "Account " + context.account().name()
                        + ": the API returned 404 for the list of calls. Check the auth id and"
                        + " plivo.api.url, then restart the task. " + e.getMessage(),
                e);
    }
}
