package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.MpcApi;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.request.Backoff;
import io.github.mpcconnect.request.Caller;
import io.github.mpcconnect.request.Time;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads all participants of a call that is over, proven as many as every page told. A call that the API no longer tells
 * the participants of is read as {@code UNAVAILABLE}, which is not the same as nobody.
 */
final class ParticipantsReader {

    private static final int TRIES = 3;

    private static final Comparator<Participant> BY_JOIN = Comparator.comparing(
                    Participant::joinTime, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .thenComparing(Participant::memberId);

    private final MpcApi api;
    private final Caller caller;
    private final Backoff backoff;
    private final Time time;
    private final Silence silence;
    private final LiveMemory memory;

    ParticipantsReader(MpcApi api, Caller caller, Backoff backoff, Silence silence, LiveMemory memory, Time time) {
        this.api = api;
        this.caller = caller;
        this.backoff = backoff;
        this.silence = silence;
        this.memory = memory;
        this.time = time;
    }

    /** A call with its participants, and those that could not be read. */
    record CallRead(EndedCall call, List<Malformed> malformed) {}

    /**
     * One request, and one more for each further 20 participants.
     *
     * @throws IncompleteException where they do not add up, three times in a row
     */
    CallRead read(MultiPartyCall call) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                List<Page<Participant>> pages = pages(call.mpcUuid());
                if (pages.stream().anyMatch(page -> page.nulls() > 0)) {
                    return read(call, pages, false);
                }
                if (addsUp(pages)) {
                    return read(call, pages, true);
                }
                if (tries == TRIES) {
                    throw new IncompleteException("The participants of call " + call.mpcUuid()
                            + " do not add up: the API told a count of " + counts(pages) + " and "
                            + distinct(pages) + " distinct participants");
                }
            } catch (ApiException e) {
                return read(call, List.of(), false);
            }
            time.sleep(backoff.after(tries));
        }
    }

    /** The pages of one pass; only {@code NOT_FOUND} comes out of the caller as an {@link ApiException}. */
    private List<Page<Participant>> pages(String mpcUuid) throws InterruptedException {
        List<Page<Participant>> pages = new ArrayList<>();
        Page<Participant> first = caller.call(() -> api.participants(mpcUuid, 0));
        pages.add(first);
        int count = first.count() == null || first.nulls() > 0 ? 0 : first.count();
        for (int offset = MpcApi.PAGE_SIZE; offset < count; offset += MpcApi.PAGE_SIZE) {
            int next = offset;
            pages.add(caller.call(() -> api.participants(mpcUuid, next)));
        }
        return pages;
    }

    static boolean addsUp(List<Page<Participant>> pages) {
        Integer count = pages.get(0).count();
        boolean sameCount = pages.stream()
                .allMatch(page -> page.count() != null && page.count().equals(count));
        return sameCount && count == distinct(pages);
    }

    /** Somebody who left and joined again may have the same member id: only equal objects are the same. */
    private static int distinct(List<Page<Participant>> pages) {
        Set<String> distinct = new LinkedHashSet<>();
        for (Page<Participant> page : pages) {
            page.objects().forEach(participant -> distinct.add(participant.raw()));
            page.malformed().forEach(object -> distinct.add(object.raw()));
        }
        return distinct.size();
    }

    private static List<Integer> counts(List<Page<Participant>> pages) {
        return pages.stream().map(Page::count).distinct().toList();
    }

    private CallRead read(MultiPartyCall call, List<Page<Participant>> pages, boolean available) {
        Map<String, Participant> latest = new HashMap<>();
        List<Malformed> malformed = new ArrayList<>();
        for (Page<Participant> page : pages) {
            page.objects()
                    .forEach(participant ->
                            latest.merge(participant.memberId(), participant, ParticipantsReader::later));
            malformed.addAll(page.malformed());
        }
        List<Participant> told = latest.values().stream().sorted(BY_JOIN).toList();
        silence.told(told.size());
        return new CallRead(memory.ended(call, told, available), malformed);
    }

    /** Of two with the same member id the one that joined later. */
    static Participant later(Participant a, Participant b) {
        return BY_JOIN.compare(a, b) > 0 ? a : b;
    }
}
