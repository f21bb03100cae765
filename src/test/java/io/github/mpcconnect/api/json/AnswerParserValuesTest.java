package io.github.mpcconnect.api.json;

import io.github.mpcconnect.api.Answers;
import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The forms that amounts, times, numbers and flags may have. */
class AnswerParserValuesTest {
    private static final DateTimeFormatter USUAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssxxx");

    private final TextParser parser = new TextParser(new UnknownFields());

    @ParameterizedTest
    @CsvSource({
        "3.6, 3.6",
        "0.1, 0.1",
        "\"0.05000\", 0.05000",
        "0.05000, 0.05000",
        "9999999999999.999994, 9999999999999.999994",
        "-9999999999999.99999, -9999999999999.99999",
        "1234567890123.123456789012345678, 1234567890123.123456789012345678",
        "0.1000000000000000055511151231257827, 0.1000000000000000055511151231257827",
        "5, 5",
        "-0.5, -0.5",
        "1e-5, 0.00001",
        "2.5E+3, 2500",
        "\"7E-2\", 0.07"
    })
    void an_amount_keeps_its_digits_as_number_or_string(String sent, BigDecimal amount) {
        BigDecimal read = field("billed_amount", sent).billedAmount();
        assertThat(read).isEqualByComparingTo(amount);
        assertThat(read.precision()).isEqualTo(new BigDecimal(sent.replace("\"", "")).precision());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\" 1.0\"",
                "\"1,5\"",
                "\"NaN\"",
                "\"one\"",
                "true",
                "{}",
                "[1]",
                "12345678901234",
                "9999999999999.999995",
                "-1e13",
                "1e100000",
                "1e999999999",
                "1e-999999999",
                "1e-100000",
                "\"1e999999999\"",
                "\"1e-2147483647\"",
                "\"1e99999999999\"",
                "1234567890123456789012345678901234567890123456789012345678901"
            })
    void an_amount_that_would_have_to_be_guessed_or_is_endless_makes_the_call_malformed(String sent) {
        assertThat(malformed("billed_amount", sent).error())
                .startsWith("The field 'billed_amount' ")
                .hasSizeLessThan(1_000);
    }

    @ParameterizedTest
    @CsvSource({
        "2020-12-24 15:23:40+05:30, 2020-12-24T09:53:40Z",
        "2020-12-24T15:23:40+05:30, 2020-12-24T09:53:40Z",
        "2020-12-24 15:23:40+0530, 2020-12-24T09:53:40Z",
        "2020-12-24 15:23:40+05, 2020-12-24T10:23:40Z",
        "2020-12-24T15:23:40Z, 2020-12-24T15:23:40Z",
        "2020-12-24 15:23:40.123456Z, 2020-12-24T15:23:40.123456Z",
        "2020-12-24 15:23:40.5-08:00, 2020-12-24T23:23:40.500Z",
        "2020-12-24 15:23+00:00, 2020-12-24T15:23:00Z",
        "2020-02-29 23:59:59-00:30, 2020-03-01T00:29:59Z"
    })
    void a_time_is_an_instant_in_each_form_that_names_its_zone(String sent, Instant instant) {
        assertThat(field("end_time", '"' + sent + '"').endTime()).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2020-12-24 15:23:40\"",
                "\"2020-12-24\"",
                "\"2021-02-29 10:00:00Z\"",
                "\"2021-04-31 10:00:00Z\"",
                "\"2021-13-01 10:00:00Z\"",
                "\"24/12/2020 15:23:40Z\"",
                "\"\"",
                "\"soon\"",
                "1608803620",
                "true",
                "{}"
            })
    void a_time_that_would_have_to_be_guessed_makes_the_call_malformed(String sent) {
        assertThat(malformed("end_time", sent).error()).startsWith("The field 'end_time' is not a ");
    }

    @ParameterizedTest
    @CsvSource({"60, 60", "\"60\", 60", "0, 0", "60.0, 60", "-1, -1"})
    void a_number_may_come_as_a_string(String sent, int seconds) {
        assertThat(field("duration", sent).duration()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"60.5", "\"sixty\"", "2147483648", "true", "[60]"})
    void a_number_that_is_not_one_makes_the_call_malformed(String sent) {
        assertThat(malformed("duration", sent).error()).startsWith("The field 'duration' ");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "\"true\", true", "null,"})
    void a_flag_is_true_false_or_missing(String sent, Boolean flag) {
        assertThat(field("stay_alone", sent).stayAlone()).isEqualTo(flag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"yes\"", "{}"})
    void a_flag_that_is_not_one_makes_the_call_malformed(String sent) {
        assertThat(malformed("stay_alone", sent).error()).startsWith("The field 'stay_alone' is neither");
    }

    private MultiPartyCall call(String json) {
        Page<MultiPartyCall> page = parser.calls(Answers.page("1", json));
        assertThat(page.malformed()).isEmpty();
        return page.objects().get(0);
    }

    private MultiPartyCall field(String name, String value) {
        return call("{\"mpc_uuid\": \"a\", \"%s\": %s}".formatted(name, value));
    }

    private Malformed malformed(String name, String value) {
        Page<MultiPartyCall> page =
                parser.calls(Answers.page("1", "{\"mpc_uuid\": \"a\", \"%s\": %s}".formatted(name, value)));
        assertThat(page.objects()).isEmpty();
        return page.malformed().get(0);
    }

    // Api time

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
