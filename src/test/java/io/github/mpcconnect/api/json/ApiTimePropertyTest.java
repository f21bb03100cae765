package io.github.mpcconnect.api.json;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ApiTimePropertyTest {

    private static final DateTimeFormatter USUAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssxxx");

    @Property
    void every_second_is_read_back_from_every_zone(
            @ForAll @LongRange(min = -62_000_000_000L, max = 253_000_000_000L) long second,
            @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int minutes) {
        Instant instant = Instant.ofEpochSecond(second);
        ZoneOffset zone = ZoneOffset.ofTotalSeconds(60 * minutes);
        assertThat(ApiTime.parse(USUAL.format(instant.atOffset(zone)))).isEqualTo(instant);
    }

    @Property
    void what_no_calendar_or_clock_has_is_refused(
            @ForAll @IntRange(min = 0, max = 99) int month,
            @ForAll @IntRange(min = 0, max = 99) int day,
            @ForAll @IntRange(min = 0, max = 99) int hour) {
        String text = "2026-%02d-%02d %02d:00:00+00:00".formatted(month, day, hour);
        boolean exists = month >= 1 && month <= 12 && day >= 1 && day <= 28 && hour <= 23;
        if (exists) {
            assertThat(USUAL.format(ApiTime.parse(text).atOffset(ZoneOffset.UTC)))
                    .isEqualTo(text);
        } else if (day > 31 || hour > 23 || month > 12) {
            assertThatThrownBy(() -> ApiTime.parse(text)).isInstanceOf(DateTimeException.class);
        }
    }
}
