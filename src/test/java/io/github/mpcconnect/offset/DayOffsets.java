package io.github.mpcconnect.offset;

import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Window;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import static io.github.mpcconnect.offset.OffsetBuilder.anOffset;

/** Positions and gaps of days for tests: any that can be stored. */
final class DayOffsets {

    static final Day DAY = new Day(LocalDate.of(2026, 11, 21));
    static final int SECONDS_OF_A_DAY = 86_400;

    private DayOffsets() {}

    static Window window(long after, long upTo) {
        return new Window(DAY.start().plusSeconds(after), DAY.start().plusSeconds(upTo));
    }

    /** Disjoint stretches up to a second of the day, some of which touch, of random kinds. */
    static Gaps stretches(Random random, int upTo, int count) {
        List<Window> unread = new ArrayList<>();
        List<Window> unproven = new ArrayList<>();
        int[] bounds = random.ints(0, upTo + 1)
                .distinct()
                .limit(Math.min(2 * count, upTo))
                .sorted()
                .toArray();
        boolean touch = random.nextInt(4) == 0;
        for (int i = 0; i + 1 < bounds.length; i += touch ? 1 : 2) {
            (random.nextBoolean() ? unread : unproven).add(window(bounds[i], bounds[i + 1]));
        }
        return new Gaps(unread, unproven, List.of());
    }

    static List<Gaps.Deferred> deferred(Random random, int upTo, int count) {
        List<Gaps.Deferred> calls = new ArrayList<>();
        for (int i = 0; i < count && upTo > 0; i++) {
            Instant end = DAY.start().plusSeconds(1 + random.nextInt(upTo));
            String id = new UUID(random.nextLong(), random.nextLong()).toString();
            calls.add(new Gaps.Deferred(end, id, end.plusSeconds(random.nextInt(100_000))));
        }
        calls.sort(Comparator.comparing(Gaps.Deferred::upTo).thenComparing(Gaps.Deferred::mpcUuid));
        return calls;
    }

    static List<Long> hashes(Random random, int count) {
        return random.longs(count).boxed().toList();
    }

    /** As the engine can store them: gaps are bounded, and the state fits. */
    static Arbitrary<DayOffset> any() {
        return Combinators.combine(
                        Arbitraries.randomValue(random -> random.nextLong()),
                        Arbitraries.oneOf(
                                Arbitraries.integers().between(0, SECONDS_OF_A_DAY),
                                Arbitraries.just(SECONDS_OF_A_DAY)),
                        Arbitraries.integers().between(0, 30))
                .as((seed, upTo, gaps) -> any(new Random(seed), upTo, gaps));
    }

    private static DayOffset any(Random random, int upTo, int gapCount) {
        boolean isRead = upTo == SECONDS_OF_A_DAY;
        Gaps stretches = stretches(random, upTo, gapCount).bounded(GapsText.MAX_STRETCHES);
        Gaps gaps = new Gaps(stretches.unread(), stretches.unproven(), deferred(random, upTo, gapCount / 3));
        DayStatus status = status(random, isRead, gaps);
        boolean hasSketch = !status.isFinal() && random.nextBoolean();
        Sketch sketch = hasSketch ? new Sketch() : null;
        if (hasSketch) {
            hashes(random, 5).forEach(sketch::toggle);
        }
        return anOffset(DAY, DAY.start().plusSeconds(upTo))
                .calls(random.nextInt(1_000_000))
                .check(random.nextLong())
                .status(status)
                .gaps(gaps)
                .sketch(sketch)
                .sketched(hasSketch ? 5 : 0)
                .vanished(hashes(random, random.nextInt(3) * 100))
                .unbilled(hashes(random, random.nextInt(3)))
                .late(random.nextInt(3))
                .corrected(random.nextInt(3))
                .vanishedCount(random.nextInt(3))
                .billed(random.nextBoolean() ? null : BigDecimal.valueOf(random.nextInt(), 5))
                .build();
    }

    private static DayStatus status(Random random, boolean isRead, Gaps gaps) {
        if (!isRead) {
            return DayStatus.OPEN;
        }
        DayStatus status = DayStatus.values()[random.nextInt(4)];
        boolean fits = status == DayStatus.OPEN ? !gaps.isEmpty() : status != DayStatus.CLOSED || gaps.isEmpty();
        return fits ? status : DayStatus.READ;
    }
}
