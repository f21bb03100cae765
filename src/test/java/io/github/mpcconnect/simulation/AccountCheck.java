package io.github.mpcconnect.simulation;

import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.simulation.Kafka.Consumer;
import io.github.mpcconnect.simulation.Trace.Tally;
import io.github.mpcconnect.simulation.World.AccountStory;
import io.github.mpcconnect.simulation.World.DaysInReach;
import io.github.mpcconnect.simulation.World.Span;
import io.github.mpcconnect.timeline.Day;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What has to hold after each batch of one account. */
final class AccountCheck {

    /** A call left for the first time. */
    record First(Day day, String change, Instant at, int start) {}

    private final World world;
    private final AccountStory story;
    private final DaysInReach reach;
    private final Consumer consumer = new Consumer();
    private final OffsetCheck days;
    private final Map<String, First> first = new HashMap<>();
    private final Map<String, Instant> billedAt = new HashMap<>();
    private final Map<Day, List<Instant>> sentUnbilled = new HashMap<>();
    private final Tally tally = new Tally();
    private final List<Span> notRunning;
    private final PromptCheck prompt;
    private int starts;
    private boolean repeats;
    private boolean hasUnknownLiveRows;
    private Instant lastStart;

    /** @param notRunning when the connector did not run, so far */
    AccountCheck(World world, AccountStory story, List<Span> notRunning) {
        this.world = world;
        this.story = story;
        this.reach = new DaysInReach(world);
        this.days = new OffsetCheck(world, story, consumer, tally);
        this.notRunning = notRunning;
        this.prompt = new PromptCheck(this, notRunning);
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

    /** What is stored of each day. */
    OffsetCheck days() {
        return days;
    }

    /** When a call was first sent with a bill; null where it was not. */
    Instant billedAt(String id) {
        return billedAt.get(id);
    }

    /** When calls of a day were sent without a bill, in order. */
    List<Instant> sentUnbilled(Day day) {
        return sentUnbilled.getOrDefault(day, List.of());
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

    /** @param unknownRows whether live rows are left that no stored offset names */
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

    /** A part of a batch was written before a crash. */
    void part(List<SourceRecord> records, Instant now) {
        records.forEach(record -> read(record, now));
    }

    void batch(Batch batch, List<SourceRecord> records, Instant now) {
        BatchCheck.check(records);
        records.forEach(record -> read(record, now));
        if (batch.after() instanceof DayOffset offset) {
            days.stored(offset, now, repeats);
        }
    }

    /** What waited at a poll was taken. */
    void polled(Instant now) {
        prompt.polled(now, tally);
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
        } else {
            sentUnbilled.computeIfAbsent(day, any -> new ArrayList<>()).add(now);
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
        if (days.isUnknown(day) || days.isUnknown(before.day())) {
            tally.add("repeated: day altered or reset", 1);
            return true;
        }
        if (repeats) {
            tally.add("repeated: at least once", 1);
            return true;
        }
        boolean moves = story.calls().stream().anyMatch(call -> call.id().equals(id) && call.moves());
        boolean wasFinal = !before.day().equals(day) && days.finalAt(before.day()) != null;
        tally.add(wasFinal ? "repeated: moved out of a final day" : "repeated: moved over a start", 1);
        return moves && (wasFinal || before.start() < starts);
    }

    // The end

    /** Whether all days up to this one are final. Fails where they should be by now. */
    boolean isFinal(Day last, Instant now) {
        return days.isFinal(reach.first(now), last, now, reach.deadline(last, lastStart));
    }

    /** The first day that the connector has to read. */
    Day firstInReach(Instant now) {
        return reach.first(now);
    }

    void end(Instant now, Tally all) {
        new AuditCheck(this, notRunning).check(tally);
        new EndCheck(this, now).check(tally);
        all.add(tally);
    }
}
