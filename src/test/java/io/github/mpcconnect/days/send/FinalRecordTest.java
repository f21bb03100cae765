package io.github.mpcconnect.days.send;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.batch.EndedCall;
import io.github.mpcconnect.batch.ParticipantsSource;
import io.github.mpcconnect.days.sent.ListedCall;
import io.github.mpcconnect.days.state.CallParticipants;
import io.github.mpcconnect.days.state.CallParticipants.Outcome;
import io.github.mpcconnect.days.state.PendingCall;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import static io.github.mpcconnect.batch.ParticipantsSource.API;
import static io.github.mpcconnect.batch.ParticipantsSource.LIVE;
import static io.github.mpcconnect.batch.ParticipantsSource.MIXED;
import static io.github.mpcconnect.batch.ParticipantsSource.PARTIAL;
import static io.github.mpcconnect.batch.ParticipantsSource.UNAVAILABLE;
import static io.github.mpcconnect.days.state.CallParticipants.Outcome.GONE;
import static io.github.mpcconnect.days.state.CallParticipants.Outcome.MISMATCH;
import static io.github.mpcconnect.days.state.CallParticipants.Outcome.NOT_REQUESTED;
import static io.github.mpcconnect.days.state.CallParticipants.Outcome.PROVEN;
import static io.github.mpcconnect.days.state.CallParticipants.Outcome.UNANSWERED;
import static io.github.mpcconnect.days.state.Days.DAY;
import static io.github.mpcconnect.days.state.Days.NOW;
import static io.github.mpcconnect.days.state.Days.aCall;
import static io.github.mpcconnect.days.state.Days.participant;
import static io.github.mpcconnect.days.state.Days.pending;
import static org.assertj.core.api.Assertions.assertThat;

class FinalRecordTest {

    private static final ListedCall CALL = aCall("a", "11:00");

    /** What was seen of the one call there is. */
    private record Seen(List<Participant> participants, Set<String> lostIds) implements SeenParticipants {

        @Override
        public List<Participant> of(String mpcUuid) {
            return participants;
        }

        @Override
        public Set<String> lost(String mpcUuid) {
            return lostIds;
        }

        @Override
        public void sent(String mpcUuid, MultiPartyCall call, List<Participant> participants) {}

        @Override
        public void settled(Instant upTo) {}
    }

    /** One row of the contract: members by letters; {@code nulls} participants came as null. */
    private record Case(
            Outcome outcome, String returned, int nulls, String seen, String lost, ParticipantsSource source) {}

    private static final List<Case> CASES = List.of(
            new Case(PROVEN, "ab", 0, "", "", API),
            new Case(PROVEN, "", 0, "", "", API),
            new Case(PROVEN, "ab", 0, "ab", "ab", API),
            new Case(PROVEN, "", 0, "ab", "", LIVE),
            new Case(PROVEN, "", 0, "", "a", UNAVAILABLE),
            new Case(PROVEN, "", 0, "a", "b", PARTIAL),
            new Case(PROVEN, "a", 0, "b", "", MIXED),
            new Case(PROVEN, "a", 0, "", "b", PARTIAL),
            new Case(PROVEN, "a", 1, "", "", PARTIAL),
            new Case(PROVEN, "a", 1, "b", "", MIXED),
            new Case(PROVEN, "a", 2, "b", "", PARTIAL),
            new Case(PROVEN, "", 2, "", "", UNAVAILABLE),
            new Case(PROVEN, "", 2, "ab", "", LIVE),
            new Case(GONE, "", 0, "", "", UNAVAILABLE),
            new Case(GONE, "", 0, "ab", "", LIVE),
            new Case(GONE, "", 0, "a", "b", PARTIAL),
            new Case(GONE, "a", 0, "", "", PARTIAL),
            new Case(MISMATCH, "ab", 0, "", "", PARTIAL),
            new Case(MISMATCH, "ab", 0, "c", "", PARTIAL),
            new Case(MISMATCH, "", 0, "", "", UNAVAILABLE),
            new Case(UNANSWERED, "", 0, "", "", UNAVAILABLE),
            new Case(UNANSWERED, "", 0, "a", "", PARTIAL),
            new Case(NOT_REQUESTED, "", 0, "ab", "c", null));

    @Example
    void the_source_says_where_participants_come_from() {
        for (Case each : CASES) {
            EndedCall record = record(
                    new CallParticipants(each.outcome(), members(each.returned()), List.of(), each.nulls()),
                    new Seen(members(each.seen()), Set.copyOf(letters(each.lost()))));
            assertThat(record.source()).as("%s", each).isEqualTo(each.source());
        }
    }

    @Property(tries = 500)
    void nobody_who_was_returned_or_seen_is_left_out(
            @ForAll Outcome outcome,
            @ForAll @IntRange(max = 15) int returned,
            @ForAll @IntRange(max = 2) int nulls,
            @ForAll @IntRange(max = 15) int seen,
            @ForAll @IntRange(max = 15) int lost) {
        boolean requested = outcome != NOT_REQUESTED;
        List<Participant> read = requested ? members(subset(returned)) : List.of();
        List<Participant> live = members(subset(seen));
        EndedCall record = record(
                new CallParticipants(outcome, read, List.of(), nulls),
                new Seen(live, Set.copyOf(letters(subset(lost)))));

        List<Participant> onlySeen =
                live.stream().filter(each -> requested && !read.contains(each)).toList();
        assertThat(record.participants()).isEqualTo(read);
        assertThat(record.seen()).isEqualTo(onlySeen);
        long unknown = letters(subset(lost)).stream()
                .filter(id -> !subset(returned | seen).contains(id))
                .count();
        check(record, outcome, nulls, unknown);
    }

    private static void check(EndedCall record, Outcome outcome, int nulls, long lost) {
        int read = record.participants().size();
        int seen = record.seen().size();
        ParticipantsSource source = record.source();
        assertThat(source == null).isEqualTo(outcome == NOT_REQUESTED);
        if (source == API) {
            assertThat(outcome).isEqualTo(PROVEN);
            assertThat(seen + nulls + lost).isZero();
        } else if (source == LIVE) {
            assertThat(read + lost).isZero();
            assertThat(seen).isPositive();
        } else if (source == MIXED) {
            assertThat(read).isPositive();
            assertThat(seen).isPositive();
            assertThat(lost).isZero();
        } else if (source == PARTIAL) {
            assertThat(read + seen).isPositive();
        } else if (source == UNAVAILABLE) {
            assertThat(read + seen).isZero();
        }
    }

    @Example
    void somebody_who_came_back_under_the_same_member_id_is_there_twice() {
        EndedCall record = record(
                new CallParticipants(PROVEN, List.of(participant("a", "m", "10:30")), List.of(), 0),
                new Seen(List.of(participant("a", "m", "10:00"), participant("a", "m", "10:30")), Set.of()));

        assertThat(record.seen()).containsExactly(participant("a", "m", "10:00"));
        assertThat(record.source()).isEqualTo(MIXED);
    }

    @Example
    void who_was_seen_without_a_time_of_joining_is_anybody_of_that_id() {
        Seen seen = new Seen(List.of(participant("a", "m", null)), Set.of());
        List<Participant> returned = List.of(participant("a", "m", "10:00"));
        assertThat(record(new CallParticipants(PROVEN, returned, List.of(), 0), seen)
                        .source())
                .isEqualTo(API);

        List<Participant> others = List.of(participant("a", "n", "10:00"));
        assertThat(record(new CallParticipants(PROVEN, others, List.of(), 0), seen)
                        .seen())
                .hasSize(1);
    }

    @Example
    void it_carries_the_call_its_day_and_its_change() {
        EndedCall record = record(CallParticipants.NOT_REQUESTED, SeenParticipants.NONE);

        assertThat(record.call()).isEqualTo(CALL.call());
        assertThat(record.malformed()).isNull();
        assertThat(record.day()).isEqualTo(DAY);
        assertThat(record.change()).isEqualTo(Change.LATE);
        assertThat(record.observedAt()).isEqualTo(NOW);
        assertThat(record.participants()).isEmpty();
    }

    private static EndedCall record(CallParticipants read, SeenParticipants live) {
        PendingCall call = pending(CALL, Change.LATE);
        call.complete(read);
        return FinalRecord.of(call, DAY, live, Set.of());
    }

    private static List<Participant> members(String letters) {
        return letters(letters).stream()
                .map(id -> participant("a", id, "10:00"))
                .toList();
    }

    private static List<String> letters(String text) {
        return Arrays.stream(text.split("")).filter(letter -> !letter.isEmpty()).toList();
    }

    private static String subset(int bits) {
        StringBuilder letters = new StringBuilder();
        IntStream.range(0, 4).filter(i -> (bits >> i & 1) == 1).forEach(i -> letters.append((char) ('a' + i)));
        return letters.toString();
    }
}
