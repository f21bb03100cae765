package io.github.mpcconnect.days.state;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.batch.Account;
import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.config.AccountSettings;
import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.config.RecordSettings.OnMalformed;
import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.sent.ListedCall;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.OffsetFormat;
import io.github.mpcconnect.request.VirtualLoop;
import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.support.Configured;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Window;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Days, calls and settings for tests of this package. Times are those of 2026-11-21. */
public final class Days {

    public static final Day DAY = new Day(LocalDate.of(2026, 11, 21));
    public static final Instant NOW = at("12:00");

    private Days() {}

    /** {@code 10:15} or {@code 10:15:03}; {@code 24:00} is the end of the day. */
    public static Instant at(String time) {
        String[] parts = time.split(":");
        long seconds = Long.parseLong(parts[0]) * 3_600 + Long.parseLong(parts[1]) * 60;
        return second(seconds + (parts.length > 2 ? Long.parseLong(parts[2]) : 0));
    }

    public static Instant second(long second) {
        return DAY.start().plusSeconds(second);
    }

    public static Window window(String after, String upTo) {
        return new Window(at(after), at(upTo));
    }

    /** A day of which nothing was read; its audits are due an hour and six hours after {@link #NOW}. */
    public static DayState aDay() {
        return new DayState(DAY, 200, audit());
    }

    public static DayAudit audit() {
        return new DayAudit(NOW.plus(Duration.ofHours(1)), NOW.plus(Duration.ofHours(6)));
    }

    /** The day as the next run finds it. */
    public static DayState restarted(DayState day) {
        return restored(OffsetFormat.offset(day.offset()));
    }

    public static DayState restored(Map<String, Object> offset) {
        DayOffset stored = OffsetFormat.dayOffset(DAY, offset);
        return new DayState(stored, 200, audit(), NOW);
    }

    public static ListedCall aCall(String id, String end) {
        return aCall(id, at(end), "0.05");
    }

    /** @param bill null for a call without one */
    public static ListedCall aCall(String id, Instant end, String bill) {
        return aCall(id, end, bill, "call " + id);
    }

    public static ListedCall aCall(String id, Instant end, String bill, String name) {
        BigDecimal amount = bill == null ? null : new BigDecimal(bill);
        return ListedCall.of(new MultiPartyCall(
                id,
                name,
                "ended",
                end.minusSeconds(90),
                end.minusSeconds(60),
                end,
                60,
                60,
                amount,
                null,
                false,
                null,
                "Hangup API Triggered",
                3000,
                null,
                null,
                "api-1",
                null));
    }

    public static ListedCall malformed(String id) {
        return ListedCall.of(new Malformed(Malformed.CALL, id, null, "no end", "api-1", "{\"id\":\"" + id + "\"}"));
    }

    public static Participant participant(String mpcUuid, String memberId, String joined) {
        Instant join = joined == null ? null : at(joined);
        return new Participant(
                mpcUuid,
                memberId,
                "leg-" + memberId,
                null,
                "agent",
                join,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "api-1",
                null);
    }

    public static PendingCall pending(ListedCall call, Change change) {
        return new PendingCall(call, change, NOW);
    }

    public static PendingCall complete(PendingCall call) {
        call.complete(CallParticipants.NOT_REQUESTED);
        return call;
    }

    public static PendingBatch batch(PendingBatch.Kind kind, Window window, boolean proven, List<PendingCall> calls) {
        int count = kind == PendingBatch.Kind.WINDOW && proven ? calls.size() : -1;
        return new PendingBatch(kind, Work.HISTORY, window, calls, proven, count);
    }

    /** Sends calls with a day's next window, up to {@code upTo}. */
    public static void send(DayState day, String upTo, ListedCall... listed) {
        List<PendingCall> calls = List.of(listed).stream()
                .map(call -> complete(pending(call, Change.NEW)))
                .toList();
        day.add(batch(PendingBatch.Kind.WINDOW, new Window(day.readTo(), at(upTo)), true, calls));
        leaveAll(day, NOW);
    }

    public static void leaveAll(DayState day, Instant now) {
        for (PendingBatch batch = day.pending().nextReady();
                batch != null;
                batch = day.pending().nextReady()) {
            day.leave(batch, now);
            day.stored(day.offset());
        }
    }

    public static AccountSettings settings(int auditDays, BackfillOrder order) {
        return settings(auditDays, order, OnMalformed.TOPIC);
    }

    public static AccountSettings settings(int auditDays, BackfillOrder order, OnMalformed onMalformed) {
        return Configured.with("audit.days", auditDays, "backfill.order", order, "behavior.on.malformed", onMalformed);
    }

    /** For what makes no request: there is no API behind it. */
    public static Reading reading(Supplier<Instant> now, int auditDays) {
        return new Reading(
                new Account("MA0", "emea"),
                null,
                null,
                new VirtualLoop(),
                now,
                settings(auditDays, BackfillOrder.NEWEST_FIRST),
                new AccountMetrics());
    }
}
