package io.github.mpcconnect.days.state;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.batch.Account;
import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.config.RecordSettings.OnMalformed;
import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.sent.ListedCall;
import io.github.mpcconnect.ingest.EngineSettings;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.OffsetFormat;
import io.github.mpcconnect.request.VirtualLoop;
import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Window;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import static io.github.mpcconnect.api.ApiCall.anApiCall;
import static io.github.mpcconnect.api.ApiParticipant.anApiParticipant;

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

    /** A day that was not read yet; its audits are due an hour and six hours after {@link #NOW}. */
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
        return ListedCall.of(anApiCall(id)
                .friendlyName(name)
                .status("ended")
                .creationTime(end.minusSeconds(90))
                .startTime(end.minusSeconds(60))
                .endTime(end)
                .duration(60)
                .billedDuration(60)
                .billedAmount(amount)
                .stayAlone(false)
                .terminationCause("Hangup API Triggered")
                .terminationCauseCode(3000)
                .apiId("api-1")
                .build());
    }

    public static ListedCall malformed(String id) {
        return ListedCall.of(new Malformed(Malformed.CALL, id, null, "no end", "api-1", "{\"id\":\"" + id + "\"}"));
    }

    public static Participant participant(String mpcUuid, String memberId, String joined) {
        Instant join = joined == null ? null : at(joined);
        return anApiParticipant(mpcUuid, memberId)
                .callUuid("leg-" + memberId)
                .role("agent")
                .joinTime(join)
                .apiId("api-1")
                .build();
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
            day.send(batch, now);
            day.stored(day.offset());
        }
    }

    /** For what makes no request: there is no API behind it. */
    public static Reading reading(Supplier<Instant> now) {
        return reading(now, settings -> {}, new AccountMetrics());
    }

    /** @param change how the settings differ from the usual ones */
    public static Reading reading(Supplier<Instant> now, Consumer<EngineSettings> change, AccountMetrics metrics) {
        EngineSettings settings = EngineSettings.with(each -> each.onMalformed = OnMalformed.TOPIC);
        change.accept(settings);
        return new Reading(new Account("MA0", "emea"), null, null, new VirtualLoop(), now, settings.account(), metrics);
    }
}
