package io.github.mpcconnect.live;

import io.github.mpcconnect.api.Listed;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.batch.LiveChange;
import io.github.mpcconnect.days.send.SeenParticipants;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.offset.LiveOffset;
import io.github.mpcconnect.request.Loop;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Follows the calls in progress of an account. At every interval it lists them and their participants and sends the
 * changes as soon as they are read. All methods are confined to the loop's thread.
 *
 * <ul>
 *   <li>(A) An unanswered request changes nothing. A row is removed only after two answered polls without its call,
 *       after a proven list without its participant, or with the call's own record.
 *   <li>(B) A call whose own record was sent does not reappear, even if a poll that began earlier returns it.
 *   <li>(C) A poll starts only when the previous one has ended, its batches have been taken, and one interval has
 *       passed since its start.
 *   <li>(D) The participants seen are kept until the call's own record is sent or no longer expected.
 * </ul>
 */
public final class LiveCalls {

    /** How often to check whether the batches of the last poll have been taken. */
    private static final Duration RECHECK = Duration.ofMillis(500);

    private final LiveContext context;
    private final LiveTable table;
    private final LivePresence presence;
    private final SeenCalls seen;
    private final EndedLiveCalls over = new EndedLiveCalls();
    private final EarlierLiveRun earlier;
    private final LiveMalformed malformed;
    private final LiveReader reader;
    private final LiveOutbox outbox;
    private LivePoll poll;
    private Loop.Timer timer;
    private long startedAt;

    /** @param stored the stored offset of an earlier run; null if none is stored */
    public LiveCalls(LiveContext context, LiveOffset stored) {
        Map<String, List<String>> open = stored == null ? Map.of() : stored.open();
        this.context = context;
        this.table = new LiveTable(open);
        this.presence = new LivePresence(open.keySet());
        this.seen = new SeenCalls(open, context.metrics());
        this.earlier = new EarlierLiveRun(stored == null ? null : stored.seenAt());
        this.malformed = new LiveMalformed(context);
        this.reader = new LiveReader(context);
        this.outbox = new LiveOutbox(context, table, stored);
    }

    /** Starts the first poll. If live calls are disabled, only removes the rows of an earlier run. */
    public void start() {
        Set<String> stored = table.keys().keySet();
        if (!context.settings().live().enabled()) {
            stored.forEach(mpcUuid -> outbox.add(table.remove(mpcUuid)));
            outbox.flush();
            return;
        }
        if (!context.settings().records().withParticipants()) {
            stored.forEach(mpcUuid -> outbox.add(table.removeParticipants(mpcUuid)));
            outbox.flush();
        }
        context.metrics()
                .set(
                        Metric.LIVE_INTERVAL_MS,
                        context.settings().live().pollInterval().toMillis());
        startedAt = context.loop().nanos();
        schedule(Duration.ZERO);
    }

    /** The participants seen live, to be sent with the calls' own records. */
    public SeenParticipants seen() {
        return context.settings().live().enabled() ? new Seen() : SeenParticipants.NONE;
    }

    /** The offset once everything sent is in Kafka; null if nothing has been sent. */
    public LiveOffset stored() {
        return outbox.position();
    }

    /** Stops: no further request or batch is sent. */
    public void close() {
        if (timer != null) {
            timer.cancel();
        }
        if (poll != null) {
            poll.close();
        }
        outbox.close();
    }

    private void schedule(Duration delay) {
        timer = context.loop().schedule(delay.isNegative() ? Duration.ZERO : delay, this::begin);
    }

    private void begin() {
        if (!context.sink().isEmpty().getAsBoolean()) {
            schedule(RECHECK);
            return;
        }
        long nanos = context.loop().nanos();
        if (poll != null) {
            long interval = Duration.ofNanos(nanos - startedAt).toMillis();
            context.metrics().set(Metric.LIVE_INTERVAL_MS, interval);
        }
        startedAt = nanos;
        poll = new LivePoll(context, reader, new Changes());
        poll.begin();
    }

    private boolean isOver(String mpcUuid) {
        return over.contains(mpcUuid, context.loop().nanos());
    }

    private Instant now() {
        return context.source().now().get();
    }

    /** Converts the results of a poll into changes of the tables. */
    private final class Changes implements LivePoll.Listener {

        @Override
        public void listed(LiveLists lists, Instant pollStart) {
            Instant observedAt = now();
            outbox.polled(pollStart);
            outbox.add(malformed.judged(lists.malformed(), observedAt));
            if (lists.isAnswered()) {
                earlier.polled(pollStart);
            }
            Set<String> inProgress = new TreeSet<>(lists.ids());
            inProgress.removeIf(LiveCalls.this::isOver);
            seen.listed(inProgress);
            presence.polled(inProgress, lists.isAnswered()).forEach(mpcUuid -> {
                seen.gone(mpcUuid, observedAt);
                outbox.add(table.remove(mpcUuid));
            });
            lists.calls().stream()
                    .filter(call -> inProgress.contains(call.mpcUuid()))
                    .forEach(call -> outbox.add(table.show(call, observedAt)));
            outbox.flush();
            context.metrics().set(Metric.LIVE_CALLS, table.size());
            context.metrics().set(Metric.LIVE_PARTICIPANTS, table.participants());
        }

        @Override
        public void read(String mpcUuid, Listed<Participant> listed) {
            if (isOver(mpcUuid)) {
                return;
            }
            Instant observedAt = now();
            outbox.add(malformed.judged(listed.malformed(), observedAt));
            seen.add(mpcUuid, listed.objects());
            outbox.add(table.show(LiveParticipants.of(mpcUuid, listed), observedAt));
        }

        @Override
        public void done() {
            outbox.flush();
            Duration took = Duration.ofNanos(context.loop().nanos() - startedAt);
            schedule(context.settings().live().pollInterval().minus(took));
        }
    }

    private final class Seen implements SeenParticipants {

        @Override
        public List<Participant> of(String mpcUuid) {
            return seen.of(mpcUuid);
        }

        @Override
        public Set<String> lost(String mpcUuid) {
            return seen.lost(mpcUuid);
        }

        @Override
        public void sent(String mpcUuid, MultiPartyCall call, List<Participant> participants) {
            List<LiveChange> tombstones = tombstones(mpcUuid, call, participants);
            presence.over(mpcUuid);
            seen.sent(mpcUuid);
            if (!tombstones.isEmpty() || isRecent(call)) {
                over.add(mpcUuid, context.loop().nanos());
            }
            outbox.addUrgent(tombstones);
        }

        private List<LiveChange> tombstones(String mpcUuid, MultiPartyCall call, List<Participant> participants) {
            if (isOver(mpcUuid) || !earlier.mayHaveShown(call)) {
                return table.remove(mpcUuid);
            }
            Set<String> members = new TreeSet<>(seen.members(mpcUuid));
            participants.forEach(participant -> members.add(participant.memberId()));
            return table.remove(mpcUuid, members);
        }

        /** Older calls, such as those of the history, cannot appear in a poll. */
        private boolean isRecent(MultiPartyCall call) {
            return call == null || call.endTime() == null || call.endTime().isAfter(now().minus(EndedLiveCalls.KEPT));
        }

        @Override
        public void settled(Instant upTo) {
            seen.settled(upTo);
        }
    }
}
