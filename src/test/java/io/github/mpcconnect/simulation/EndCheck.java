package io.github.mpcconnect.simulation;

import io.github.mpcconnect.config.AccountSettings;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.DayStatus;
import io.github.mpcconnect.offset.IdHash;
import io.github.mpcconnect.request.Resource;
import io.github.mpcconnect.simulation.CallStory.Version;
import io.github.mpcconnect.simulation.Kafka.Consumer;
import io.github.mpcconnect.simulation.Trace.Tally;
import io.github.mpcconnect.simulation.World.AccountStory;
import io.github.mpcconnect.timeline.Day;
import org.apache.kafka.connect.data.Struct;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What has to hold at the end, when all days are final. */
final class EndCheck {

    private final AccountCheck check;
    private final World world;
    private final AccountStory story;
    private final Consumer consumer;
    private final AccountSettings settings;
    private final Instant now;

    EndCheck(AccountCheck check, Instant now) {
        this.check = check;
        this.world = check.world();
        this.story = check.story();
        this.consumer = check.consumer();
        this.settings = world.settings().account();
        this.now = now;
    }

    void check(Tally tally) {
        for (DayOffset offset : check.days().offsets().values()) {
            if (offset.status().isFinal()) {
                tally.add("days " + offset.status(), 1);
                row(offset);
                if (offset.status() == DayStatus.DISPUTED) {
                    requireReason(offset);
                }
            }
        }
        for (CallStory call : story.calls()) {
            if (isJudged(call)) {
                requireSent(call);
                requireContent(call);
                requireParticipants(call);
            }
        }
        live();
    }

    // Rows

    private void row(DayOffset offset) {
        Day day = offset.day();
        Struct row = consumer.rows.get(day.date());
        if (row == null) {
            throw new Violation("4-no-row", offset.toString());
        }
        if (!row.getString("state").equals(offset.status().toString().toLowerCase(Locale.ROOT))) {
            throw new Violation("4-row-state", row + " with " + offset);
        }
        if (check.days().isAltered(day) || check.days().isReset(day) || check.repeats() || isCountedTwice(day)) {
            return;
        }
        long calls = 0;
        long sum = 0;
        BigDecimal billed = BigDecimal.ZERO;
        for (Map.Entry<String, Map<LocalDate, Struct>> call : consumer.calls.entrySet()) {
            Struct newest = call.getValue().get(day.date());
            if (newest != null) {
                calls++;
                sum ^= IdHash.of(call.getKey());
                BigDecimal bill = (BigDecimal) newest.get("billed_amount");
                billed = bill == null ? billed : billed.add(bill);
            }
        }
        BigDecimal rowBilled = (BigDecimal) row.get("billed_amount");
        boolean same = row.getInt64("calls") == calls
                && Long.parseUnsignedLong(row.getString("check"), 16) == sum
                && (rowBilled == null || rowBilled.compareTo(billed) == 0);
        if (!same) {
            throw new Violation(
                    "4-row", row + ", but the topic has " + calls + ", " + Long.toHexString(sum) + ", " + billed);
        }
    }

    /** Where a day is never compared after a start, a call whose end moved over it stays counted twice. */
    private boolean isCountedTwice(Day day) {
        boolean compared =
                settings.audit().days() > 0 && check.days().offsets().get(day).status() == DayStatus.CLOSED;
        return !compared && check.starts() > 1 && story.calls().stream().anyMatch(CallStory::moves);
    }

    private void requireReason(DayOffset offset) {
        Day day = offset.day();
        boolean outOfReach =
                day.compareTo(check.firstInReach(check.days().finalAt(day).plusSeconds(60))) < 0;
        boolean sick = story.troubles(Trouble.WithSecond.class).stream()
                .anyMatch(trouble -> Day.of(trouble.second()).equals(day));
        boolean lies = !story.troubles(Trouble.WithLists.class).isEmpty();
        if (!outOfReach && !sick && !lies) {
            throw new Violation("3-disputed-without-reason", offset.toString());
        }
    }

    // Calls

    private boolean isJudged(CallStory call) {
        Day day = call.day();
        boolean read = day.compareTo(check.firstInReach(world.start())) >= 0 && day.compareTo(world.lastDay()) <= 0;
        return read
                && check.days().finalAt(day) != null
                && call.end().isBefore(world.start().plus(Duration.ofDays(6)))
                && !check.days().isAltered(day)
                && day.compareTo(check.firstInReach(check.days().finalAt(day))) >= 0;
    }

    /** Days of the history that are older than audit.days are closed when they are read; without audits all are. */
    private boolean isAudited(Day day) {
        return settings.audit().days() > 0
                && day.end().plus(world.auditDays()).isAfter(world.start().plusSeconds(3_600));
    }

    private Duration margin() {
        return settings.audit().interval().multipliedBy(4).plusMinutes(30);
    }

    private void requireSent(CallStory call) {
        Instant finalAt = check.days().finalAt(call.day());
        Instant seen = isAudited(call.day()) ? finalAt.minus(margin()) : max(world.start(), call.end());
        boolean visible = !call.visibleFrom().isAfter(seen)
                && call.hidden().stream().noneMatch(span -> span.overlaps(call.end(), finalAt))
                && call.shape() != CallStory.Shape.MALFORMED_WITHOUT_ID;
        DayOffset offset = check.days().offsets().get(call.day());
        boolean excused = OffsetCheck.isInGap(call, offset.gaps()) || call.moves();
        if (visible && !excused && !check.days().isSent(call)) {
            throw new Violation("4-never-sent", call + " with " + offset);
        }
    }

    private void requireContent(CallStory call) {
        Struct record = consumer.newest(call.id());
        if (record == null || call.moves() || check.repeats()) {
            return;
        }
        Instant finalAt = check.days().finalAt(call.day());
        boolean closed = check.days().offsets().get(call.day()).status() == DayStatus.CLOSED;
        boolean strict = closed
                && isAudited(call.day())
                && !story.hasTrouble(call.id())
                && call.hidden().isEmpty()
                && story.troubles(Trouble.Outage.class).isEmpty();
        Instant from = strict ? finalAt.minus(margin()) : Instant.EPOCH;
        Version expected = call.at(from);
        boolean found = call.versions().stream()
                .filter(version -> version.equals(expected) || version.from().isAfter(from))
                .anyMatch(version -> matches(version, record));
        boolean taken = check.starts() > 1 && (expected.bill() == null || record.get("billed_amount") != null);
        if (!found && !taken) {
            throw new Violation("4-content", call + " but " + record);
        }
    }

    private static boolean matches(Version version, Struct record) {
        BigDecimal bill = (BigDecimal) record.get("billed_amount");
        boolean sameBill =
                bill == null ? version.bill() == null : version.bill() != null && bill.compareTo(version.bill()) == 0;
        return sameBill && Objects.equals(version.name(), record.getString("friendly_name"));
    }

    private void requireParticipants(CallStory call) {
        Struct record = consumer.newest(call.id());
        boolean outage = story.troubles(Trouble.Outage.class).stream()
                .anyMatch(trouble -> trouble.concerns(Resource.PARTICIPANTS));
        if (record == null
                || story.hasTrouble(call.id())
                || outage
                || !settings.records().withParticipants()) {
            return;
        }
        if (!"api".equals(record.getString("participants_source"))
                || record.getInt32("participants_count") != call.members().size()) {
            throw new Violation("4-participants", record + " but the API has " + call.members());
        }
        if (record.schema().field("participant_details") != null) {
            return;
        }
        Set<String> sent = consumer.participants.getOrDefault(call.id(), List.of()).stream()
                .filter(each -> each.get("observed_at").equals(record.get("observed_at")))
                .map(each -> each.getString("member_id") + Consumer.time(each, "join_time"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> members = call.members().stream()
                .map(member -> member.id() + member.join())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!sent.equals(members)) {
            throw new Violation("4-participants", sent + " but the API has " + members);
        }
    }

    // Live

    /** While the count of every list is wrong, an empty one is no proof that nothing is live. */
    private void live() {
        boolean lies = story.troubles(Trouble.WithLists.class).stream()
                .anyMatch(lie -> lie.when().contains(now));
        if (lies || check.hasUnknownLiveRows()) {
            return;
        }
        Set<String> expected = new TreeSet<>();
        if (world.settings().account().live().enabled()) {
            story.calls().stream()
                    .filter(call -> call.isLive(now) && !call.isMalformed())
                    .filter(call -> call.created().isAfter(now.minus(Duration.ofHours(24))))
                    .forEach(call -> expected.add(call.id()));
        }
        Set<String> table = new TreeSet<>(consumer.liveCalls.keySet());
        table.removeIf(id -> check.repeats() && !consumer.has(id) && !expected.contains(id));
        if (!table.equals(expected)) {
            throw new Violation("4-live-calls", table + " instead of " + expected);
        }
        Set<String> others = new TreeSet<>(consumer.liveParticipants.keySet());
        others.removeIf(key -> expected.contains(callOf(key)) || check.repeats() && !consumer.has(callOf(key)));
        if (!others.isEmpty()) {
            throw new Violation("4-live-participants", others.toString());
        }
    }

    private static String callOf(String participant) {
        return participant.substring(0, participant.indexOf('/'));
    }

    private static Instant max(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
