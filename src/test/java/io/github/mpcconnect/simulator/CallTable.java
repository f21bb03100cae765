package io.github.mpcconnect.simulator;

import io.github.mpcconnect.simulator.ListQuery.Listing;
import io.github.mpcconnect.simulator.ListQuery.TimeRange;
import io.github.mpcconnect.simulator.SimulatedCall.CallState;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * An account's calls and what the API answers about them at a given instant, without HTTP. Indexed by end time: a
 * question costs what its window holds. Thread-safe; a change is seen whole or not at all.
 */
public final class CallTable {
    private static final Comparator<SimulatedCall> NEWEST_FIRST =
            Comparator.comparing(SimulatedCall::creationTime).reversed().thenComparing(SimulatedCall::mpcUuid);
    private static final int REMEMBERED = 64;

    private record EndKey(Instant end, String uuid) implements Comparable<EndKey> {
        @Override
        public int compareTo(EndKey other) {
            int byEnd = end.compareTo(other.end);
            return byEnd != 0 ? byEnd : uuid.compareTo(other.uuid);
        }
    }

    private record Question(ListQuery query, TimeRange searched) {}

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, SimulatedCall> byUuid = new HashMap<>();
    private final Map<String, SimulatedCall> endless = new HashMap<>();
    private final NavigableMap<EndKey, SimulatedCall> byEnd = new TreeMap<>();
    private final Map<Question, List<SimulatedCall>> remembered =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Question, List<SimulatedCall>> eldest) {
                    return size() > REMEMBERED;
                }
            });
    private Duration longest = Duration.ZERO;
    private volatile Duration history = Duration.ofDays(90);
    private volatile Mood mood = Mood.FULL;

    /** How long ago a call may have ended and still be listed; 90 days by default. */
    public void history(Duration kept) {
        history = kept;
    }

    void mood(Mood value) {
        mood = value;
    }

    /** Adds the call, or replaces the one with its id. */
    public void put(SimulatedCall call) {
        locked(() -> {
            forget(call.mpcUuid());
            byUuid.put(call.mpcUuid(), call);
            if (call.endTime() == null) {
                endless.put(call.mpcUuid(), call);
            } else {
                byEnd.put(new EndKey(call.endTime(), call.mpcUuid()), call);
                Duration length = Duration.between(call.creationTime(), call.endTime());
                longest = longest.compareTo(length) < 0 ? length : longest;
            }
            return null;
        });
    }

    /** Takes the call away, as if it had never been. */
    public void remove(String mpcUuid) {
        locked(() -> {
            forget(mpcUuid);
            return null;
        });
    }

    /** The truth about a call, visible or not. */
    public Optional<SimulatedCall> find(String mpcUuid) {
        return reading(() -> Optional.ofNullable(byUuid.get(mpcUuid)));
    }

    /** The truth about all calls, visible or not, in no order. */
    public List<SimulatedCall> all() {
        return reading(() -> List.copyOf(byUuid.values()));
    }

    /** The list: newest creation first, ties by id. */
    public Listing<SimulatedCall> list(ListQuery query, Instant now) {
        return Listing.of(reading(() -> matching(query, now)), query.limit(), query.offset());
    }

    /**
     * Who is in a live call now, or as its mood has it, who was in a call that is over. Empty: 404.
     *
     * @param call visible at that time, see {@link #called}
     */
    public Optional<Listing<SimulatedParticipant>> participants(
            SimulatedCall call, int limit, int offset, Instant now) {
        return call.stateAt(now).isLive()
                ? Optional.of(Listing.of(call.inside(now), limit, offset))
                : afterTheEnd(call, limit, offset);
    }

    /**
     * The visible call that a path names.
     *
     * @param subject {@code uuid_} and an id, or {@code name_} and the name of a live call
     */
    public Optional<SimulatedCall> called(String subject, Instant now) {
        if (subject.startsWith("uuid_")) {
            return find(subject.substring(5)).filter(call -> call.stateAt(now) != CallState.INVISIBLE);
        }
        if (!subject.startsWith("name_")) {
            return Optional.empty();
        }
        String name = subject.substring(5);
        return reading(() -> live(now)).stream()
                .filter(call -> call.friendlyName().equals(name))
                .min(NEWEST_FIRST);
    }

    private Optional<Listing<SimulatedParticipant>> afterTheEnd(SimulatedCall call, int limit, int offset) {
        List<SimulatedParticipant> all = call.newestFirst();
        return switch (call.mood() != null ? call.mood() : mood) {
            case FULL -> Optional.of(Listing.of(all, limit, offset));
            case EMPTY -> Optional.of(new Listing<>(0, List.of()));
            case NULLS -> Optional.of(Listing.of(Collections.nCopies(all.size(), null), limit, offset));
            case NOT_FOUND -> Optional.empty();
        };
    }

    private List<SimulatedCall> matching(ListQuery query, Instant now) {
        List<SimulatedCall> matches = new ArrayList<>();
        if (query.status() == null || query.status() == CallState.ENDED) {
            List<SimulatedCall> ended = ended(query, now);
            if (!query.endTime().isAll() || query.status() == CallState.ENDED) {
                return ended;
            }
            matches.addAll(ended);
        }
        if (query.endTime().isAll()) {
            live(now).stream()
                    .filter(call -> query.status() == null || query.status() == call.stateAt(now))
                    .filter(query::matches)
                    .forEach(matches::add);
        }
        matches.sort(NEWEST_FIRST);
        return matches;
    }

    /** Remembers what cannot change until a call is added: a page further on is then only a look-up. */
    private List<SimulatedCall> ended(ListQuery query, Instant now) {
        TimeRange searched = within(query.searched(now), now);
        Question question = new Question(withoutPaging(query), searched);
        List<SimulatedCall> known = remembered.get(question);
        if (known != null) {
            return known;
        }
        List<SimulatedCall> found = new ArrayList<>();
        boolean settled = !searched.upper().isAfter(now);
        if (searched.first().isBefore(searched.end())) {
            for (SimulatedCall call :
                    byEnd.subMap(key(searched.first()), key(searched.end())).values()) {
                boolean ended = call.stateAt(now) == CallState.ENDED;
                settled &= ended;
                if (ended && query.matches(call)) {
                    found.add(call);
                }
            }
        }
        found.sort(NEWEST_FIRST);
        if (settled) {
            remembered.put(question, found);
        }
        return found;
    }

    private TimeRange within(TimeRange searched, Instant now) {
        Instant oldest = now.minus(history);
        return searched.lower().isBefore(oldest)
                ? new TimeRange(oldest, true, searched.upper(), searched.upperIsIn())
                : searched;
    }

    /** Calls that will end are among those whose end is at most the longest call's length ahead. */
    private List<SimulatedCall> live(Instant now) {
        List<SimulatedCall> live = new ArrayList<>(endless.values());
        live.addAll(
                byEnd.subMap(key(now), key(now.plus(longest).plusSeconds(1))).values());
        live.removeIf(call -> !call.stateAt(now).isLive());
        return live;
    }

    private void forget(String mpcUuid) {
        remembered.clear();
        SimulatedCall old = byUuid.remove(mpcUuid);
        if (old != null && old.endTime() != null) {
            byEnd.remove(new EndKey(old.endTime(), mpcUuid));
        }
        endless.remove(mpcUuid);
    }

    private static ListQuery withoutPaging(ListQuery query) {
        return new ListQuery(
                query.friendlyName(),
                query.status(),
                query.terminationCauseCode(),
                query.subAccount(),
                query.endTime(),
                query.creationTime(),
                0,
                0);
    }

    private static EndKey key(Instant instant) {
        return new EndKey(instant, "");
    }

    private <T> T reading(Supplier<T> question) {
        lock.readLock().lock();
        try {
            return question.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    private <T> T locked(Supplier<T> change) {
        lock.writeLock().lock();
        try {
            return change.get();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
