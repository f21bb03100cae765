package io.github.mpcconnect.simulator;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.ApiException.Kind;
import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.api.MpcApi;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.api.Participant;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * The API in memory, for one account of a {@link World}: what the {@link PlivoSimulator} answers over HTTP, without
 * HTTP, threads or real time. The world's clock is told to the {@link ApiClock}, cut to seconds as a Date is.
 *
 * <p>A fault is handed what is asked and the page that is right; what it returns is the answer, and what it throws is
 * the failure. After a failure the clock is told nothing.
 */
public final class SimulatedMpcApi implements MpcApi {
    private final World world;
    private final SimulatedAccount account;
    private final ApiClock clock;
    private Runnable beforeEach = () -> {};
    private BiFunction<CallQuery, Page<MultiPartyCall>, Page<MultiPartyCall>> callsFault = (query, page) -> page;
    private BiFunction<String, Page<Participant>, Page<Participant>> participantsFault = (mpcUuid, page) -> page;
    private long callsRequests;
    private long participantsRequests;

    /** @param clock is told the world's time by each answer */
    public SimulatedMpcApi(World world, SimulatedAccount account, ApiClock clock) {
        this.world = world;
        this.account = account;
        this.clock = clock;
    }

    /** Runs at the start of each request, for instance to let time pass. */
    public SimulatedMpcApi beforeEach(Runnable action) {
        beforeEach = action;
        return this;
    }

    /** Stands between each search for calls and its answer, until replaced. */
    public SimulatedMpcApi calls(BiFunction<CallQuery, Page<MultiPartyCall>, Page<MultiPartyCall>> fault) {
        callsFault = fault;
        return this;
    }

    /** Stands between each request for a call's participants, by its id, and its answer, until replaced. */
    public SimulatedMpcApi participants(BiFunction<String, Page<Participant>, Page<Participant>> fault) {
        participantsFault = fault;
        return this;
    }

    /** From now on all is well. */
    public SimulatedMpcApi withoutFaults() {
        return calls((query, page) -> page).participants((mpcUuid, page) -> page);
    }

    /** How many searches for calls there were, failed ones included. */
    public long callsRequests() {
        return callsRequests;
    }

    /** How many requests for participants there were, failed ones included. */
    public long participantsRequests() {
        return participantsRequests;
    }

    @Override
    public Page<MultiPartyCall> calls(CallQuery query) {
        callsRequests++;
        beforeEach.run();
        Instant now = world.clock().instant();
        ListQuery asked = accepted(query, now);
        TypedAnswers answers = new TypedAnswers(account, now);
        Listing<SimulatedCall> listing = account.calls().list(asked, now);
        List<MultiPartyCall> calls =
                listing.objects().stream().map(answers::call).toList();
        return answered(
                callsFault.apply(query, new Page<>(answers.apiId(), listing.count(), calls, List.of(), 0)), now);
    }

    private ListQuery accepted(CallQuery query, Instant now) {
        try {
            ListQuery asked = ListQueryReader.calls(query.parameters());
            asked.refusal(now, true).ifPresent(reason -> {
                throw new BadRequest(reason);
            });
            return asked;
        } catch (BadRequest e) {
            throw refused(Kind.REFUSED, 400, query.parameters() + " was answered with 400: " + e.getMessage());
        }
    }

    @Override
    public Page<Participant> participants(String mpcUuid, int offset) {
        participantsRequests++;
        beforeEach.run();
        Instant now = world.clock().instant();
        SimulatedCall call = account.calls().called("uuid_" + mpcUuid, now).orElseThrow(() -> noSuchCall(mpcUuid));
        Listing<SimulatedParticipant> listing =
                account.calls().participants(call, PAGE_SIZE, offset, now).orElseThrow(() -> noSuchCall(mpcUuid));
        TypedAnswers answers = new TypedAnswers(account, now);
        List<Participant> participants = listing.objects().stream()
                .filter(Objects::nonNull)
                .map(each -> answers.participant(each, call))
                .toList();
        int nulls = listing.objects().size() - participants.size();
        Page<Participant> page = new Page<>(answers.apiId(), listing.count(), participants, List.of(), nulls);
        return answered(participantsFault.apply(mpcUuid, page), now);
    }

    private <T> Page<T> answered(Page<T> page, Instant now) {
        clock.observe(now.truncatedTo(ChronoUnit.SECONDS));
        return page;
    }

    private static ApiException noSuchCall(String mpcUuid) {
        return refused(Kind.NOT_FOUND, 404, "uuid_" + mpcUuid + " was answered with 404: no such call");
    }

    private static ApiException refused(Kind kind, int status, String message) {
        return new ApiException(kind, status, null, message, null);
    }
}
