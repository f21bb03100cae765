package io.github.mpcconnect.offset;

import io.github.mpcconnect.timeline.Day;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Builds offsets of days: what is not set is as of an open day without calls, gaps and bills. */
public final class OffsetBuilder {

    private final Day day;
    private final Instant endTime;
    private long calls;
    private long check;
    private DayStatus status = DayStatus.OPEN;
    private Gaps gaps = Gaps.NONE;
    private Sketch sketch;
    private long sketched;
    private List<Long> vanished = List.of();
    private List<Long> unbilled = List.of();
    private long late;
    private long corrected;
    private long vanishedCount;
    private BigDecimal billed;

    private OffsetBuilder(Day day, Instant endTime) {
        this.day = day;
        this.endTime = endTime;
    }

    public static OffsetBuilder anOffset(Day day, Instant endTime) {
        return new OffsetBuilder(day, endTime);
    }

    public OffsetBuilder calls(long value) {
        calls = value;
        return this;
    }

    public OffsetBuilder check(long value) {
        check = value;
        return this;
    }

    public OffsetBuilder status(DayStatus value) {
        status = value;
        return this;
    }

    public OffsetBuilder gaps(Gaps value) {
        gaps = value;
        return this;
    }

    public OffsetBuilder sketch(Sketch value) {
        sketch = value;
        return this;
    }

    public OffsetBuilder sketched(long value) {
        sketched = value;
        return this;
    }

    public OffsetBuilder vanished(List<Long> value) {
        vanished = value;
        return this;
    }

    public OffsetBuilder unbilled(List<Long> value) {
        unbilled = value;
        return this;
    }

    public OffsetBuilder late(long value) {
        late = value;
        return this;
    }

    public OffsetBuilder corrected(long value) {
        corrected = value;
        return this;
    }

    public OffsetBuilder vanishedCount(long value) {
        vanishedCount = value;
        return this;
    }

    public OffsetBuilder billed(BigDecimal value) {
        billed = value;
        return this;
    }

    public DayOffset build() {
        return new DayOffset(
                day,
                endTime,
                calls,
                check,
                status,
                gaps,
                sketch,
                sketched,
                vanished,
                unbilled,
                late,
                corrected,
                vanishedCount,
                billed);
    }
}
