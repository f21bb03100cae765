package io.github.mpcconnect.simulation;

import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.DayStatus;
import io.github.mpcconnect.offset.Gaps;
import io.github.mpcconnect.offset.IdHash;
import io.github.mpcconnect.simulation.World.AccountStory;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Window;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What has to hold after each batch of one account. */
final class AccountCheck {

    /** A call left for the first time. */
    record First(Day day, String change, Instant at, int start) {}

    private final World world;
    private final AccountStory story;
    private final DaysInReach reach;
    private final Consumer consumer = new Consumer();
    private final Map<String, First> first = new HashMap<>();
    private final Map<Day, DayOffset> offsets = new TreeMap<>();
    private final Map<Day, Instant> finalAt = new HashMap<>();
    private final Map<String, Instant> billedAt = new HashMap<>();
    private final Set<Day> altered = new HashSet<>();
    private final Set<Day> reset = new HashSet<>();
    private final Tally tally = new Tally();
    private int starts;
    private boolean repeats;
    private boolean hasUnknownLiveRows;
    private Instant lastStart;

    AccountCheck(World world, AccountStory story) {
        this.world = world;
        this.story = story;
        this.reach = new DaysInReach(world);
    }

    World world() {
        return world;
    }

    AccountStory story() {
        return story;
    }

    Consumer consumer() {
        return consumer;
    }

    Map<String, First> first() {
        return first;
    }

    Map<Day, DayOffset> offsets() {
        return offsets;
    }

    /** When a day became final; null where it is not. */
    Instant finalAt(Day day) {
        return finalAt.get(day);
    }

    /** When a call was first sent with a bill; null where it was not. */
    Instant billedAt(String id) {
        return billedAt.get(id);
    }

    /** Whether a day was altered over REST: nothing is known of it. */
    boolean isAltered(Day day) {
        return altered.contains(day);
    }

    boolean isReset(Day day) {
        return reset.contains(day);
    }

    /** Whether records were repeated, or may have been. */
    boolean repeats() {
        return repeats;
    }

    int starts() {
        return starts;
    }

    void started(Instant now) {
        repeats = repeats || starts > 0 && !world.exactlyOnce();
        starts++;
        lastStart = now;
    }

    /** @param unknownRows whether live rows are left there of which no offset was stored */
    void crashed(boolean unknownRows) {
        hasUnknownLiveRows = hasUnknownLiveRows || unknownRows;
    }

    boolean hasUnknownLiveRows() {
        return hasUnknownLiveRows;
    }

    /** The API's clock moved ahead: what is due needs its time again. */
    void jumped(Instant now, boolean startsAnew) {
        lastStart = now;
        starts += startsAnew ? 1 : 0;
    }

    void altered(Day day) {
        altered.add(day);
        offsets.remove(day);
        finalAt.remove(day);
    }

    /** A part of a batch was written before a crash. */
    void part(List<SourceRecord> records, Instant now) {
        records.forEach(record -> read(record, now));
    }

    void batch(Batch batch, List<SourceRecord> records, Instant now) {
        BatchCheck.check(records);
        records.forEach(record -> read(record, now));
        if (batch.after() instanceof DayOffset offset) {
            stored(offset, now);
        }
    }

    private void read(SourceRecord record, Instant now) {
        boolean isCall = record.topic().endsWith(".calls") && !record.topic().contains(".live.");
        if (isCall) {
            call((Struct) record.value(), now);
        }
        consumer.read(record);
    }

    // Once

    private void call(Struct call, Instant now) {
        String id = call.getString("mpc_uuid");
        String change = call.getString("change");
        Day day = new Day(Consumer.day(call));
        if (call.get("billed_amount") != null) {
            billedAt.putIfAbsent(id, now);
        }
        First before = first.get(id);
        if (change.equals("correction")) {
            if (before == null) {
                throw new Violation("1-correction-before-new", id + " with " + day);
            }
            tally.add("corrections", 1);
            return;
        }
        first.put(id, new First(day, change, before == null ? now : before.at(), starts));
        if (before != null && !mayRepeat(id, before, day)) {
            throw new Violation("1-twice", id + " as " + change + " with " + day + ", before " + before);
        }
    }

    private boolean mayRepeat(String id, First before, Day day) {
        boolean unknown = altered.contains(day) || altered.contains(before.day());
        if (unknown || reset.contains(day) || reset.contains(before.day())) {
            tally.add("repeated: day altered or reset", 1);
            return true;
        }
        if (repeats) {
            tally.add("repeated: at least once", 1);
            return true;
        }
        boolean moves = story.calls().stream().anyMatch(call -> call.id().equals(id) && call.moves());
        boolean wasFinal = !before.day().equals(day) && finalAt.containsKey(before.day());
        tally.add(wasFinal ? "repeated: moved out of a final day" : "repeated: moved over a start", 1);
        return moves && (wasFinal || before.start() < starts);
    }

    // No offset ahead of what left

    private void stored(DayOffset offset, Instant now) {
        Day day = offset.day();
        DayOffset before = offsets.put(day, offset);
        if (before != null && Resets.isReset(before, offset)) {
            reset.add(day);
            tally.add("days reset", 1);
            if (!repeats) {
                Resets.requireReason(story, day);
            }
        }
        if (offset.status().isFinal()) {
            requireAge(offset, now);
            finalAt.putIfAbsent(day, now);
        } else if (finalAt.remove(day) != null && !repeats) {
            throw new Violation("2-final-day-open-again", day + " at " + now);
        }
        if (!altered.contains(day)) {
            story.calls().forEach(call -> requireSent(call, offset));
        }
    }

    /** Days are audited until they are old enough. */
    private void requireAge(DayOffset offset, Instant now) {
        Instant old = offset.day().end().plus(world.auditDays());
        if (offset.status() == DayStatus.CLOSED && now.isBefore(old)) {
            throw new Violation("2-closed-early", offset + " at " + now);
        }
    }

    private void requireSent(CallStory call, DayOffset offset) {
        boolean concerned = call.day().equals(offset.day())
                && call.isPunctual()
                && !call.end().isAfter(offset.endTime())
                && !isInGap(call, offset.gaps());
        if (concerned && !isSent(call)) {
            throw new Violation("2-offset-ahead", call + " is not in Kafka, with " + offset);
        }
    }

    boolean isSent(CallStory call) {
        return call.isMalformed()
                ? world.settings().account().records().onMalformed()
                                == io.github.mpcconnect.config.RecordSettings.OnMalformed.SKIP
                        || consumer.errors.contains(call.id())
                : consumer.calls.containsKey(call.id());
    }

    static boolean isInGap(CallStory call, Gaps gaps) {
        boolean deferred =
                gaps.deferred().stream().anyMatch(each -> each.mpcUuid().equals(call.id()));
        return deferred || isIn(call, gaps.unread()) || isIn(call, gaps.unproven());
    }

    private static boolean isIn(CallStory call, List<Window> stretches) {
        return stretches.stream()
                .anyMatch(gap -> gap.after().isBefore(call.end()) && !gap.upTo().isBefore(call.end()));
    }

    // The end

    /** Whether all days up to this one are final. Fails where they should be by now. */
    boolean isFinal(Day last, Instant now) {
        for (Day day = reach.first(now); day.compareTo(last) <= 0; day = day.next()) {
            if (!finalAt.containsKey(day)) {
                if (now.isAfter(reach.deadline(last, lastStart))) {
                    throw new Violation("3-not-final", day + " at " + now + ": " + offsets.get(day));
                }
                return false;
            }
        }
        return true;
    }

    /** The first day that the connector has to read. */
    Day firstInReach(Instant now) {
        return reach.first(now);
    }

    void end(Instant now, List<Span> notRunning, Tally all) {
        new PromptCheck(this, notRunning).check(tally);
        new AuditCheck(this, notRunning).check(tally);
        new EndCheck(this, now).check(tally);
        all.add(tally);
    }

    static long key(String id) {
        return IdHash.of(id);
    }
}
