package io.github.mpcconnect.live;

import io.github.mpcconnect.api.Listed;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.request.FatalException;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One poll: lists the initialized calls, then the active ones, so that a call that becomes active in between is not
 * missed. Then reads the participants of each active call, at most {@link #MAX_SUBMITTED} at a time.
 */
final class LivePoll {

    /** Enough to use half of any allowance, but limits the number of waiting requests. */
    static final int MAX_SUBMITTED = 64;

    private final LiveContext context;
    private final LiveReader reader;
    private final Listener listener;
    private final Instant startedAt;
    private final Queue<String> toRead = new ArrayDeque<>();
    private final Set<CompletableFuture<?>> inFlight = new HashSet<>();
    private int submitted;
    private boolean isClosed;

    /** Receives the results as they arrive. */
    interface Listener {
        /** Called once per poll, first. */
        void listed(LiveLists lists, Instant startedAt);

        /** Called once per active call. */
        void read(String mpcUuid, Listed<Participant> participants);

        /** Called when the poll is complete. */
        void done();
    }

    LivePoll(LiveContext context, LiveReader reader, Listener listener) {
        this.context = context;
        this.reader = reader;
        this.listener = listener;
        this.startedAt = context.source().now().get();
    }

    void begin() {
        then(
                reader.calls("initialized"),
                initialized -> then(reader.calls("active"), active -> listed(new LiveLists(initialized, active))));
    }

    private void listed(LiveLists lists) {
        listener.listed(lists, startedAt);
        if (context.settings().records().withParticipants()) {
            toRead.addAll(lists.activeIds());
        }
        readNext();
    }

    private void readNext() {
        while (submitted < MAX_SUBMITTED && !toRead.isEmpty()) {
            String mpcUuid = toRead.remove();
            submitted++;
            then(reader.participants(mpcUuid), participants -> {
                submitted--;
                listener.read(mpcUuid, participants);
                readNext();
            });
        }
        if (submitted == 0) {
            listener.done();
        }
    }

    /** Handles each answer in a separate step, so that steps are short and the loop reports their failures. */
    private <T> void then(CompletableFuture<T> answer, Consumer<T> next) {
        inFlight.add(answer);
        answer.whenComplete((value, failure) -> context.loop().execute(() -> {
            inFlight.remove(answer);
            if (isClosed) {
                return;
            }
            if (failure != null) {
                fail(failure);
            } else {
                next.accept(value);
            }
        }));
    }

    private void fail(Throwable failure) {
        close();
        String sentence = "Account " + context.account().name()
                + ": reading live calls failed unexpectedly; the task fails. Restart it.";
        context.sink().fatal().accept(new FatalException(sentence, failure));
    }

    /** Cancels all requests. Later results are ignored. */
    void close() {
        isClosed = true;
        inFlight.forEach(answer -> answer.cancel(false));
    }
}
