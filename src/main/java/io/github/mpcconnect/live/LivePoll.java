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
 * One poll: the initialized calls, then the active ones, so that a call that becomes active in between is seen; then
 * the participants of each active call, {@link #MAX_SUBMITTED} at a time.
 */
final class LivePoll {

    /** Enough to use half of any allowance; what waits for a permit is bounded. */
    static final int MAX_SUBMITTED = 64;

    private final LiveContext context;
    private final LiveReader reader;
    private final Listener listener;
    private final Instant begun;
    private final Queue<String> toRead = new ArrayDeque<>();
    private final Set<CompletableFuture<?>> inFlight = new HashSet<>();
    private int submitted;
    private boolean isClosed;

    /** Learns what was read, as it comes in. */
    interface Listener {
        /** Once per poll, before anything else. */
        void listed(LiveLists lists, Instant begun);

        /** Once per active call. */
        void read(String mpcUuid, Listed<Participant> participants);

        /** Nothing is left to be read. */
        void done();
    }

    LivePoll(LiveContext context, LiveReader reader, Listener listener) {
        this.context = context;
        this.reader = reader;
        this.listener = listener;
        this.begun = context.source().now().get();
    }

    void begin() {
        then(
                reader.calls("initialized"),
                initialized -> then(reader.calls("active"), active -> listed(new LiveLists(initialized, active))));
    }

    private void listed(LiveLists lists) {
        listener.listed(lists, begun);
        if (context.settings().records().withParticipants()) {
            toRead.addAll(lists.activeIds());
        }
        readOn();
    }

    private void readOn() {
        while (submitted < MAX_SUBMITTED && !toRead.isEmpty()) {
            String mpcUuid = toRead.remove();
            submitted++;
            then(reader.participants(mpcUuid), participants -> {
                submitted--;
                listener.read(mpcUuid, participants);
                readOn();
            });
        }
        if (submitted == 0) {
            listener.done();
        }
    }

    /** Each answer is a step of its own: steps stay short, and a failure in one is the loop's to report. */
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
        String sentence = "Account " + context.account().name() + ": the live calls cannot be read; the task fails.";
        context.sink().fatal().accept(new FatalException(sentence, failure));
    }

    /** Cancels its requests; nothing that comes in later is passed on. */
    void close() {
        isClosed = true;
        inFlight.forEach(answer -> answer.cancel(false));
    }
}
