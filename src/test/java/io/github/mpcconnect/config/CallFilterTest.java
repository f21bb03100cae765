package io.github.mpcconnect.config;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/** A filter's canonical text identifies it and never changes: it is part of stored offsets. */
class CallFilterTest {

    @Test
    void no_filter_is_an_empty_text() {
        CallFilter none = new CallFilter(null, null, null, null, null);

        assertThat(none.isEmpty()).isTrue();
        assertThat(none.canonical()).isEmpty();
        assertThat(none.inPartition()).isNull();
    }

    @Test
    void the_parts_are_sorted_and_encoded() {
        CallFilter filter = new CallFilter(
                "Sälés & Co=1/2 +~",
                "SA1",
                1000,
                Instant.parse("2026-11-01T00:00:00Z"),
                Instant.parse("2026-11-30T23:59:59Z"));

        assertThat(filter.isEmpty()).isFalse();
        assertThat(filter.inPartition()).isEqualTo(filter.canonical());
        assertThat(filter.canonical())
                .isEqualTo("creation_time__gte=2026-11-01T00:00:00Z&creation_time__lte=2026-11-30T23:59:59Z"
                        + "&friendly_name=S%C3%A4l%C3%A9s%20%26%20Co%3D1%2F2%20%2B~&sub_account=SA1"
                        + "&termination_cause_code=1000");
    }

    @Test
    void one_part_stands_alone() {
        assertThat(new CallFilter(null, null, 0, null, null).canonical()).isEqualTo("termination_cause_code=0");
    }

    @Property(tries = 300)
    void a_name_can_be_read_back(@ForAll String name) {
        String wellFormed = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String canonical = new CallFilter(wellFormed, null, null, null, null).canonical();

        assertThat(canonical).startsWith("friendly_name=").matches("[\\x21-\\x7e]*");
        assertThat(URLDecoder.decode(canonical.substring("friendly_name=".length()), StandardCharsets.UTF_8))
                .isEqualTo(wellFormed);
    }
}
