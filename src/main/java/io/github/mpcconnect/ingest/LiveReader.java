package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.MpcApi;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.config.OnMalformed;
import io.github.mpcconnect.ingest.CallList.Proven;
import io.github.mpcconnect.live.LiveCall;
import io.github.mpcconnect.request.Caller;
import io.github.mpcconnect.request.Rank;
import io.github.mpcconnect.request.RequestQueue;
import io.github.mpcconnect.request.Work;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads the calls in progress and who is in them. What does not add up fails with an {@link IncompleteException}; what
 * cannot be read stays as it was seen last.
 */
final class LiveReader {

    /** A call lasts eight hours at most; one created longer ago cannot be in progress. */
    private static final Duration OLDEST = Duration.ofHours(24);

    private final AccountApi account;
    private final ReaderSettings settings;
    private final Caller caller;
    private final RequestQueue queue;
    private final LiveMemory memory;
    private final AtomicLong requests = new AtomicLong();

    LiveReader(AccountApi account, ReaderSettings settings, Caller caller, RequestQueue queue, LiveMemory memory) {
        this.account = account;
        this.settings = settings;
        this.caller = caller;
        this.queue = queue;
        this.memory = memory;
    }

    /** How many requests were made so far, those that were made again included. */
    long requests() {
        return requests.get();
    }

    /**
     * The calls in progress.
     *
     * @param kept the ids of those that could not be read
     */
    record LiveList(List<MultiPartyCall> initialized, List<MultiPartyCall> active, Set<String> kept) {}

    /** The initialized calls, then the active ones: one that becomes active in between is in the second list. */
    CompletableFuture<LiveList> lists(Instant now) {
        Instant upTo = now.truncatedTo(ChronoUnit.SECONDS);
        return queue.submit(Rank.list(Work.LIVE), () -> {
            CallList initialized = list("initialized", upTo);
            CallList active = list("active", upTo);
            Set<String> kept = new TreeSet<>();
            List<Malformed> malformed = new ArrayList<>(initialized.malformed());
            malformed.addAll(active.malformed());
            judge(malformed);
            malformed.stream().map(Malformed::mpcUuid).filter(id -> id != null).forEach(kept::add);
            kept.forEach(memory::notRead);
            return new LiveList(notOver(initialized), notOver(active), kept);
        });
    }

    /** A call with an end is over, whatever list it stands in. */
    private static List<MultiPartyCall> notOver(CallList list) {
        return list.calls().stream().filter(call -> call.endTime() == null).toList();
    }

    private CallList list(String status, Instant upTo) throws InterruptedException {
        CallQuery query = settings.filter().liveIn(status, upTo.minus(OLDEST), upTo);
        List<Page<MultiPartyCall>> pages = new ArrayList<>();
        int count = 1;
        for (int offset = 0; offset < count; offset += MpcApi.PAGE_SIZE) {
            CallQuery next = query.atOffset(offset);
            Page<MultiPartyCall> page = page(next);
            pages.add(page);
            count = page.count() == null || page.size() == 0 ? 0 : page.count();
        }
        if (CallList.sum(pages) instanceof Proven proven) {
            return proven.list();
        }
        throw new IncompleteException("the " + status + " calls do not add up");
    }

    private Page<MultiPartyCall> page(CallQuery query) throws InterruptedException {
        try {
            return caller.call(() -> {
                requests.incrementAndGet();
                return account.api().calls(query);
            });
        } catch (ApiException e) {
            throw Beginning.notFound(account.account(), e);
        }
    }

    /**
     * An active call with those who are in it.
     *
     * @param before as it was seen last; null where it was not
     */
    CompletableFuture<LiveCall> call(MultiPartyCall call, LiveCall before) {
        Map<String, Participant> asBefore = before == null ? Map.of() : before.participants();
        return queue.submit(Rank.participants(Work.LIVE), () -> {
            try {
                return new LiveCall(call, participants(call.mpcUuid(), asBefore));
            } catch (ApiException e) {
                return new LiveCall(call, unread(call.mpcUuid(), asBefore));
            }
        });
    }

    /** Whoever is told of is remembered, whether or not all of it adds up; in the call are those who have not left. */
    private Map<String, Participant> participants(String mpcUuid, Map<String, Participant> asBefore)
            throws InterruptedException {
        List<Page<Participant>> pages = new ArrayList<>();
        int count = 1;
        for (int offset = 0; offset < count; offset += MpcApi.PAGE_SIZE) {
            Page<Participant> page = page(mpcUuid, offset);
            memory.saw(mpcUuid, page.objects());
            judge(page.malformed());
            if (page.nulls() > 0 || !page.malformed().isEmpty()) {
                return unread(mpcUuid, asBefore);
            }
            pages.add(page);
            count = page.count() == null || page.size() == 0 ? 0 : page.count();
        }
        if (!ParticipantsReader.addsUp(pages)) {
            throw new IncompleteException("the participants of call " + mpcUuid + " do not add up");
        }
        Map<String, Participant> participants = new TreeMap<>();
        pages.forEach(page -> page.objects()
                .forEach(participant ->
                        participants.merge(participant.memberId(), participant, ParticipantsReader::later)));
        participants.values().removeIf(participant -> participant.exitTime() != null);
        return participants;
    }

    private Map<String, Participant> unread(String mpcUuid, Map<String, Participant> asBefore) {
        memory.notRead(mpcUuid);
        return asBefore;
    }

    private Page<Participant> page(String mpcUuid, int offset) throws InterruptedException {
        return caller.call(() -> {
            requests.incrementAndGet();
            return account.api().participants(mpcUuid, offset);
        });
    }

    private void judge(List<Malformed> objects) {
        if (!objects.isEmpty() && settings.onMalformed() == OnMalformed.FAIL) {
            throw WindowReader.malformed(objects.get(0));
        }
    }
}
