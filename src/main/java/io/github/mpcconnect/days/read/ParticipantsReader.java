package io.github.mpcconnect.days.read;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.Listed;
import io.github.mpcconnect.api.Listing;
import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.days.state.CallParticipants;
import io.github.mpcconnect.days.state.CallParticipants.Outcome;
import io.github.mpcconnect.request.Patience;
import io.github.mpcconnect.request.Resource;
import io.github.mpcconnect.request.UnansweredException;
import io.github.mpcconnect.request.Work;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Reads the participants of ended calls. Each list is read up to three times, until it matches its count. */
public final class ParticipantsReader {

    private static final int MAX_ATTEMPTS = 3;
    private static final int MAX_PARTICIPANTS = 100_000;

    /** The order of sending: if a participant came back, the record of the last stay is the newest of its key. */
    static final Comparator<Participant> BY_JOINING = Comparator.comparing(
                    Participant::joinTime, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .thenComparing(Participant::memberId);

    private final Reading reading;
    private final MalformedObjects malformed;

    public ParticipantsReader(Reading reading, MalformedObjects malformed) {
        this.reading = reading;
        this.malformed = malformed;
    }

    /** One read in progress, with the results of all pages and attempts so far. */
    private final class Attempt {
        private final String mpcUuid;
        private final Work work;
        private final Supplier<Patience> patience;
        private final CompletableFuture<CallParticipants> result = new CompletableFuture<>();
        private final List<Participant> returned = new ArrayList<>();
        private final Map<String, Malformed> unreadable = new LinkedHashMap<>();
        private int missing;

        private Attempt(String mpcUuid, Work work, Supplier<Patience> patience) {
            this.mpcUuid = mpcUuid;
            this.work = work;
            this.patience = patience;
        }

        private void start(int number) {
            CompletableFuture<Listed<Participant>> listing =
                    Listing.read(this::page, ParticipantsReader::identity, MAX_PARTICIPANTS);
            listing.whenComplete((listed, failure) -> reading.runSafely(() -> {
                if (failure == null) {
                    listed(number, listed);
                } else {
                    failed(Reading.cause(failure));
                }
            }));
        }

        private CompletableFuture<Page<Participant>> page(int offset) {
            CompletableFuture<Page<Participant>> future = reading.requests()
                    .submit(
                            work,
                            Resource.PARTICIPANTS,
                            patience,
                            () -> reading.api().participants(mpcUuid, offset));
            future.thenAccept(this::take);
            return future;
        }

        /** Keeps the objects of a page even if another page fails. */
        private void take(Page<Participant> page) {
            updateProbe(mpcUuid);
            keep(page.objects(), page.malformed());
        }

        private void keep(List<Participant> objects, List<Malformed> malformedObjects) {
            returned.addAll(objects);
            malformedObjects.forEach(each -> unreadable.put(each.raw(), each));
        }

        private void listed(int number, Listed<Participant> listed) {
            missing = listed.nulls();
            keep(listed.objects(), listed.malformed());
            if (listed.isNull()) {
                complete(Outcome.GONE);
            } else if (listed.isProven()) {
                complete(Outcome.PROVEN, listed.objects());
            } else if (number < MAX_ATTEMPTS && patience.get() != Patience.ONE_TRY) {
                reading.loop().schedule(reading.relistDelay(number), () -> start(number + 1));
            } else {
                complete(Outcome.MISMATCH);
            }
        }

        private void failed(Throwable failure) {
            if (failure instanceof UnansweredException) {
                complete(Outcome.UNANSWERED);
            } else if (failure instanceof ApiException) {
                complete(Outcome.GONE);
            } else {
                result.completeExceptionally(failure);
            }
        }

        private void complete(Outcome outcome) {
            Map<String, Participant> distinct = new LinkedHashMap<>();
            returned.forEach(each -> distinct.put(identity(each), each));
            complete(outcome, distinct.values());
        }

        private void complete(Outcome outcome, Collection<Participant> all) {
            List<Participant> participants = new ArrayList<>(all);
            participants.sort(BY_JOINING);
            List<Malformed> sent =
                    unreadable.values().stream().filter(malformed::isSent).toList();
            result.complete(new CallParticipants(outcome, participants, sent, missing));
        }
    }

    /** Sets the probe request of an outage: participants that were answered before. */
    private void updateProbe(String mpcUuid) {
        reading.requests().setProbe(Resource.PARTICIPANTS, () -> reading.api().participants(mpcUuid, 0));
    }

    /** Reads the participants of a call. The future never fails because of an API response. */
    public CompletableFuture<CallParticipants> read(String mpcUuid, Work work, Supplier<Patience> patience) {
        Attempt attempt = new Attempt(mpcUuid, work, patience);
        attempt.start(1);
        return attempt.result;
    }

    /** The identity of one stay: a participant who left and came back under the same member id is listed twice. */
    static String identity(Participant participant) {
        Instant joined = participant.joinTime();
        String time = joined == null ? "" : String.valueOf(joined.toEpochMilli());
        return participant.memberId() + '|' + time + '|' + participant.callUuid();
    }
}
