package io.github.mpcconnect.offset;

import io.github.mpcconnect.timeline.Day;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Validates offsets that are altered over REST. A task finds and can continue from every offset that is accepted: each
 * partition has exactly one form, and {@link OffsetFormat} can read the offset. A null offset is a reset and is
 * accepted for any partition.
 */
public final class OffsetCheck {

    private static final Set<String> DAY_PARTITION = Set.of(OffsetKeys.ACCOUNT, OffsetKeys.DAY, OffsetKeys.FILTER);
    private static final Set<String> LIVE_PARTITION = Set.of(OffsetKeys.ACCOUNT, OffsetKeys.STREAM, OffsetKeys.FILTER);
    private static final Set<String> LIVE_OFFSET = Set.of(OffsetKeys.SEEN_AT, OffsetKeys.OPEN);
    private static final Set<String> DAY_OFFSET = Set.of(
            OffsetKeys.END_TIME,
            OffsetKeys.CALLS,
            OffsetKeys.CHECK,
            OffsetKeys.STATE,
            OffsetKeys.GAPS,
            OffsetKeys.SKETCH,
            OffsetKeys.VANISHED,
            OffsetKeys.UNBILLED,
            OffsetKeys.COUNTS,
            OffsetKeys.BILLED);

    private final Set<String> accountIds;
    private final String filter;
    private final Instant now;
    private final LocalDate earliest;
    private final LocalDate latest;

    /**
     * @param accountIds the auth ids of the connector's accounts
     * @param filter the canonical form of the connector's filter; null without one
     * @param now the time of the worker's clock, which may be wrong by some hours
     * @param historyDays how many days back the API returns calls
     */
    public OffsetCheck(Collection<String> accountIds, String filter, Instant now, int historyDays) {
        this.accountIds = new TreeSet<>(accountIds);
        this.filter = filter;
        this.now = now;
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        this.earliest = today.minusDays(historyDays);
        this.latest = today.plusDays(1);
    }

    /** Returns one sentence per problem; empty if the offset is accepted. */
    public List<String> problems(Map<String, ?> partition, Map<String, ?> offset) {
        if (offset == null) {
            return List.of();
        }
        Problems problems = new Problems(new ArrayList<>());
        if (partition == null) {
            problems.sentences().add("Partition is null; expected {\"account\": .., \"day\": ..}");
        } else if (partition.containsKey(OffsetKeys.STREAM)) {
            checkLivePartition(partition, problems);
            checkLive(offset, problems);
        } else {
            checkOwner(partition, DAY_PARTITION, problems);
            Optional<Day> day = problems.read("Partition", () -> day(partition.get(OffsetKeys.DAY)));
            checkKeys("Offset", offset, DAY_OFFSET, problems);
            day.ifPresent(found -> new DayCheck(found, now, offset, problems).run());
        }
        return List.copyOf(problems.sentences());
    }

    private void checkLivePartition(Map<String, ?> partition, Problems problems) {
        checkOwner(partition, LIVE_PARTITION, problems);
        Object stream = partition.get(OffsetKeys.STREAM);
        if (!OffsetKeys.LIVE.equals(stream)) {
            problems.refuse("Partition", OffsetKeys.STREAM, stream, "\"live\"");
        }
    }

    private void checkLive(Map<String, ?> offset, Problems problems) {
        checkKeys("Offset", offset, LIVE_OFFSET, problems);
        Instant bound = latest.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Object seenAt = offset.get(OffsetKeys.SEEN_AT);
        problems.read("Offset", () -> OffsetValues.seenAt(seenAt))
                .filter(instant -> instant.isAfter(bound))
                .ifPresent(late -> problems.refuse("Offset", OffsetKeys.SEEN_AT, seenAt, "no time in the future"));
        problems.read("Offset", () -> OffsetValues.open(offset.get(OffsetKeys.OPEN)));
    }

    private void checkOwner(Map<String, ?> partition, Set<String> keys, Problems problems) {
        checkKeys("Partition", partition, keys, problems);
        Object account = partition.get(OffsetKeys.ACCOUNT);
        if (!(account instanceof String id) || !accountIds.contains(id)) {
            problems.refuse(
                    "Partition",
                    OffsetKeys.ACCOUNT,
                    account,
                    "an auth id of this connector: " + String.join(", ", accountIds));
        }
        Object other = partition.get(OffsetKeys.FILTER);
        if (!Objects.equals(other, filter) || other == null && partition.containsKey(OffsetKeys.FILTER)) {
            String expected = filter == null
                    ? "no such key, because the connector has no filter"
                    : "the connector's filter " + OffsetKeys.json(filter);
            problems.refuse("Partition", OffsetKeys.FILTER, other, expected);
        }
    }

    private Day day(Object value) {
        Day day = OffsetValues.day(value);
        if (day.date().isBefore(earliest) || day.date().isAfter(latest)) {
            String expected = "a day that the API can return, from %s to %s".formatted(earliest, latest);
            throw OffsetValues.refused(OffsetKeys.DAY, value, expected, null);
        }
        return day;
    }

    private static void checkKeys(String what, Map<String, ?> map, Set<String> known, Problems problems) {
        for (Map.Entry<String, ?> entry : map.entrySet()) {
            String key = entry.getKey();
            if (key == null || !known.contains(key)) {
                problems.refuse(
                        what, key, entry.getValue(), "only the keys " + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    /** Checks each value in the offset of a day, and whether they are consistent. */
    private record DayCheck(Day day, Instant now, Map<String, ?> offset, Problems problems) {

        void run() {
            Optional<Instant> endTime =
                    problems.read("Offset", () -> OffsetValues.endTime(day, offset.get(OffsetKeys.END_TIME)));
            optional(OffsetKeys.CALLS, OffsetValues::calls);
            optional(OffsetKeys.CHECK, OffsetValues::check);
            optional(OffsetKeys.COUNTS, OffsetValues::counts);
            optional(OffsetKeys.BILLED, OffsetValues::billed);
            optional(OffsetKeys.VANISHED, value -> OffsetValues.hashes(OffsetKeys.VANISHED, value));
            optional(OffsetKeys.UNBILLED, value -> OffsetValues.hashes(OffsetKeys.UNBILLED, value));
            Optional<DayStatus> state = optional(OffsetKeys.STATE, OffsetValues::state);
            Instant upTo = endTime.orElse(day.end());
            Optional<Gaps> gaps = optional(OffsetKeys.GAPS, value -> OffsetValues.gaps(day, upTo, value));
            endTime.ifPresent(instant -> optional(OffsetKeys.SKETCH, value -> OffsetValues.sketch(instant, value)));
            if (endTime.isPresent() && state.isPresent()) {
                checkState(endTime.get(), state.get(), gaps);
            }
        }

        private void checkState(Instant endTime, DayStatus state, Optional<Gaps> gaps) {
            boolean hasGaps = offset.containsKey(OffsetKeys.GAPS) && !gaps.equals(Optional.of(Gaps.NONE));
            boolean isRead = endTime.equals(day.end());
            if (state != DayStatus.OPEN && now.isBefore(day.end())) {
                refuseState("\"open\", because the day has not ended");
            } else if (state == DayStatus.OPEN && isRead && !hasGaps) {
                refuseState("\"read\", because end_time is the end of the day and there are no gaps");
            } else if (state != DayStatus.OPEN && !isRead) {
                refuseState("\"open\", because end_time is before " + day.end());
            } else if (state == DayStatus.CLOSED && hasGaps) {
                refuseState("another state, because a closed day has no gaps");
            }
        }

        private void refuseState(String expected) {
            problems.refuse("Offset", OffsetKeys.STATE, offset.get(OffsetKeys.STATE), expected);
        }

        /** Reads a key that may be absent but not null. */
        private <T> Optional<T> optional(String key, Function<Object, T> reader) {
            return offset.containsKey(key)
                    ? problems.read("Offset", () -> reader.apply(offset.get(key)))
                    : Optional.empty();
        }
    }

    /** Collects problems as sentences. */
    private record Problems(List<String> sentences) {

        <T> Optional<T> read(String what, Supplier<T> reader) {
            try {
                return Optional.of(reader.get());
            } catch (IllegalArgumentException e) {
                sentences.add(what + ": " + e.getMessage());
                return Optional.empty();
            }
        }

        void refuse(String what, String key, Object value, String expected) {
            sentences.add(what + ": "
                    + OffsetValues.refused(key, value, expected, null).getMessage());
        }
    }
}
