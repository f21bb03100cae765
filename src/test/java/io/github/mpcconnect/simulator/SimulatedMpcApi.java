package io.github.mpcconnect.simulator;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.ApiException.Kind;
import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.api.MpcApi;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.simulator.ListQuery.ListQueryReader;
import io.github.mpcconnect.simulator.ListQuery.ListQueryReader.BadRequest;
import io.github.mpcconnect.simulator.ListQuery.Listing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The API in memory, for one account of a {@link World}: what the {@link PlivoSimulator} answers over HTTP, without
 * HTTP, threads or real time. What is listed is decided when a request arrives; the response is delivered later, as
 * {@link Answering} has it. With a response the {@link ApiClock} gets the time of its arrival, cut to seconds as a Date
 * is. For one thread.
 *
 * <p>A fault gets the request and the right page; what it returns is the response, and what it throws is the failure.
 * After a failure the clock gets nothing.
 */
public final class SimulatedMpcApi implements MpcApi {

    /** Delivers responses. */
    @FunctionalInterface
    public interface Answering {
        /** At once, before the request's own method returns. */
        Answering AT_ONCE = Runnable::run;

        void later(Runnable answer);
    }

    private final World world;
    private final SimulatedAccount account;
    private final ApiClock clock;
    private final Answering answering;
    private Runnable beforeEach = () -> {};
    private BiFunction<CallQuery, Page<MultiPartyCall>, Page<MultiPartyCall>> callsFault = (query, page) -> page;
    private BiFunction<String, Page<Participant>, Page<Participant>> participantsFault = (mpcUuid, page) -> page;
    private Predicate<CallQuery> callsUnanswered = query -> false;
    private Predicate<String> participantsUnanswered = mpcUuid -> false;
    private UnaryOperator<Instant> date = now -> now;
    private long callsRequests;
    private long participantsRequests;
    private long cancelled;
    private int open;

    /** Answers at once. */
    public SimulatedMpcApi(World world, SimulatedAccount account, ApiClock clock) {
        this(world, account, clock, Answering.AT_ONCE);
    }

    /** @param clock gets the world's time with each response */
    public SimulatedMpcApi(World world, SimulatedAccount account, ApiClock clock, Answering answering) {
        this.world = world;
        this.account = account;
        this.clock = clock;
        this.answering = answering;
    }

    /** Runs at the start of each request, for instance to let time pass. */
    public SimulatedMpcApi beforeEach(Runnable action) {
        beforeEach = action;
        return this;
    }

    /** Stands between each search for calls and its response, until replaced. */
    public SimulatedMpcApi calls(BiFunction<CallQuery, Page<MultiPartyCall>, Page<MultiPartyCall>> fault) {
        callsFault = fault;
        return this;
    }

    /** Stands between each request for a call's participants, by its id, and its response, until replaced. */
    public SimulatedMpcApi participants(BiFunction<String, Page<Participant>, Page<Participant>> fault) {
        participantsFault = fault;
        return this;
    }

    /** Searches for calls that are never answered, until replaced; their futures end only when they are cancelled. */
    public SimulatedMpcApi callsUnanswered(Predicate<CallQuery> which) {
        callsUnanswered = which;
        return this;
    }

    /** Likewise requests for participants, by the call's id. */
    public SimulatedMpcApi participantsUnanswered(Predicate<String> which) {
        participantsUnanswered = which;
        return this;
    }

    /** The Date of responses, made of the world's time; null for none. */
    public SimulatedMpcApi dated(UnaryOperator<Instant> dateOfNow) {
        date = dateOfNow;
        return this;
    }

    /** From now on all is well; what is unanswered stays so. */
    public SimulatedMpcApi withoutFaults() {
        return calls((query, page) -> page)
                .participants((mpcUuid, page) -> page)
                .callsUnanswered(query -> false)
                .participantsUnanswered(mpcUuid -> false)
                .dated(now -> now);
    }

    /** How many searches for calls there were, failed ones included. */
    public long callsRequests() {
        return callsRequests;
    }

    /** How many requests for participants there were, failed ones included. */
    public long participantsRequests() {
        return participantsRequests;
    }

    /** How many requests were cancelled before they were answered. */
    public long cancelled() {
        return cancelled;
    }

    /** How many requests are neither answered nor cancelled. */
    public int open() {
        return open;
    }

    @Override
    public CompletableFuture<Page<MultiPartyCall>> calls(CallQuery query) {
        callsRequests++;
        beforeEach.run();
        Instant now = world.clock().instant();
        return answer(callsUnanswered.test(query), now, () -> callsFault.apply(query, page(query, now)));
    }

    private Page<MultiPartyCall> page(CallQuery query, Instant now) {
        ListQuery listed = accepted(query, now);
        TypedAnswers answers = new TypedAnswers(account, now);
        Listing<SimulatedCall> listing = account.calls().list(listed, now);
        List<MultiPartyCall> calls =
                listing.objects().stream().map(answers::call).toList();
        return new Page<>(answers.apiId(), listing.count(), calls, List.of(), 0, false);
    }

    private ListQuery accepted(CallQuery query, Instant now) {
        try {
            ListQuery accepted = ListQueryReader.calls(query.parameters());
            accepted.refusal(now, true).ifPresent(reason -> {
                throw new BadRequest(reason);
            });
            return accepted;
        } catch (BadRequest e) {
            throw refused(Kind.REFUSED, 400, query.parameters() + " was answered with 400: " + e.getMessage());
        }
    }

    @Override
    public CompletableFuture<Page<Participant>> participants(String mpcUuid, int offset) {
        participantsRequests++;
        beforeEach.run();
        Instant now = world.clock().instant();
        return answer(
                participantsUnanswered.test(mpcUuid),
                now,
                () -> participantsFault.apply(mpcUuid, page(mpcUuid, offset, now)));
    }

    private Page<Participant> page(String mpcUuid, int offset, Instant now) {
        SimulatedCall call = account.calls().called("uuid_" + mpcUuid, now).orElseThrow(() -> noSuchCall(mpcUuid));
        Listing<SimulatedParticipant> listing =
                account.calls().participants(call, PAGE_SIZE, offset, now).orElseThrow(() -> noSuchCall(mpcUuid));
        TypedAnswers answers = new TypedAnswers(account, now);
        List<Participant> participants = listing.objects().stream()
                .filter(Objects::nonNull)
                .map(each -> answers.participant(each, call))
                .toList();
        int nulls = listing.objects().size() - participants.size();
        return new Page<>(answers.apiId(), listing.count(), participants, List.of(), nulls, false);
    }

    private <T> CompletableFuture<Page<T>> answer(boolean never, Instant now, Supplier<Page<T>> listing) {
        CompletableFuture<Page<T>> future = new CompletableFuture<>();
        open++;
        future.whenComplete((page, failure) -> {
            open--;
            cancelled += future.isCancelled() ? 1 : 0;
        });
        if (!never) {
            answering.later(response(future, now, listing));
        }
        return future;
    }

    private <T> Runnable response(CompletableFuture<Page<T>> future, Instant now, Supplier<Page<T>> listing) {
        try {
            Page<T> page = listing.get();
            return () -> deliver(future, page, date.apply(now));
        } catch (ApiException failure) {
            return () -> future.completeExceptionally(failure);
        }
    }

    private <T> void deliver(CompletableFuture<Page<T>> future, Page<T> page, Instant responseDate) {
        if (future.isDone()) {
            return;
        }
        if (responseDate == null) {
            clock.observeWithoutDate();
        } else {
            clock.observe(responseDate.truncatedTo(ChronoUnit.SECONDS));
        }
        future.complete(page);
    }

    private static ApiException noSuchCall(String mpcUuid) {
        return refused(Kind.NOT_FOUND, 404, "uuid_" + mpcUuid + " was answered with 404: no such call");
    }

    private static ApiException refused(Kind kind, int status, String message) {
        return new ApiException(kind, status, null, message, null);
    }
}
