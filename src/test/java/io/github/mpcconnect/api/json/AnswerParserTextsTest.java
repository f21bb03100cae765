package io.github.mpcconnect.api.json;

import io.github.mpcconnect.api.Answers;
import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.api.Participant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which texts of a response are kept, and what is read of bytes and fields that no API should send. */
class AnswerParserTextsTest {

    private static final String BROKEN = "{\"mpc_uuid\":\"b\",\"end_time\":\"soon\"}";

    private final AnswerParser parser = new AnswerParser(new UnknownFields(), false);

    @Test
    void raw_is_only_kept_where_it_is_wanted_and_always_of_what_is_malformed() {
        Page<MultiPartyCall> calls = parser.calls(UTF_8.encode(Answers.page("2", "{\"mpc_uuid\":\"a\"}", BROKEN)));
        assertThat(calls.objects()).extracting(MultiPartyCall::raw).containsOnlyNulls();
        assertThat(calls.malformed()).extracting(Malformed::raw).containsExactly(BROKEN);
        Page<Participant> participants =
                parser.participants(UTF_8.encode(Answers.page("2", "{\"member_id\":1}", "{}")), "c");
        assertThat(participants.objects()).extracting(Participant::raw).containsOnlyNulls();
        assertThat(participants.malformed()).extracting(Malformed::raw).containsExactly("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "80", "e282", "f09f98", "eda080", "f8888080"})
    void bytes_that_are_not_utf_8_are_replaced_and_hide_no_call(String bytes) {
        Page<MultiPartyCall> page = parser.calls(named(HexFormat.of().parseHex(bytes)));
        assertThat(page.objects()).extracting(MultiPartyCall::mpcUuid).containsExactly("a", "b");
        assertThat(page.objects().get(0).friendlyName()).matches("x\ufffd+y");
        assertThat(page.malformed()).isEmpty();
    }

    private static ByteBuffer named(byte[] name) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        json.writeBytes("{\"objects\":[{\"mpc_uuid\":\"a\",\"friendly_name\":\"x".getBytes(UTF_8));
        json.writeBytes(name);
        json.writeBytes("y\"},{\"mpc_uuid\":\"b\"}]}".getBytes(UTF_8));
        return ByteBuffer.wrap(json.toByteArray());
    }

    @Test
    void other_encodings_are_rejected_as_a_whole() {
        ByteBuffer utf16 = ByteBuffer.wrap(Answers.page("0").getBytes(UTF_16LE));
        assertThatThrownBy(() -> parser.calls(utf16)).isInstanceOf(JacksonException.class);
    }

    @Test
    void a_body_may_be_shorter_than_its_array() {
        String json = Answers.page("1", "{\"mpc_uuid\":\"a\"}");
        ByteBuffer body =
                ByteBuffer.allocate(4 * json.length()).put(json.getBytes(UTF_8)).flip();
        assertThat(parser.calls(body).objects()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1e99999999999", "-1.5E-99999999999", "1e2147483648"})
    void a_number_beyond_all_exponents_concerns_its_field_alone(String number) {
        Page<MultiPartyCall> page = parser.calls(UTF_8.encode(Answers.page(
                "3",
                "{\"mpc_uuid\":\"a\",\"new_field\":%s}".formatted(number),
                "{\"mpc_uuid\":\"b\",\"billed_amount\":%s}".formatted(number),
                "{\"mpc_uuid\":\"c\"}")));
        assertThat(page.objects()).extracting(MultiPartyCall::mpcUuid).containsExactly("a", "c");
        assertThat(page.malformed())
                .extracting(Malformed::error)
                .containsExactly("The field 'billed_amount' is not an amount: " + number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"duration\":\"x\",\"duration\":7 | 7",
                "\"duration\":[1],\"duration\":7 | 7",
                "\"duration\":7,\"duration\":null |",
                "\"dur\\u0061tion\":7 | 7"
            })
    void of_a_field_that_comes_twice_the_last_counts(String fields, Integer duration) {
        Page<MultiPartyCall> page =
                parser.calls(UTF_8.encode(Answers.page("1", "{\"mpc_uuid\":\"a\"," + fields + "}")));
        assertThat(page.objects()).extracting(MultiPartyCall::duration).containsExactly(duration);
    }

    @Test
    void of_objects_and_ids_of_a_response_that_come_twice_the_last_count() {
        String first = "{\"objects\":[{\"mpc_uuid\":\"a\"},7],\"api_id\":\"x\",";
        Page<MultiPartyCall> page =
                parser.calls(UTF_8.encode(first + "\"objects\":[{\"mpc_uuid\":\"b\"}],\"api_id\":\"y\"}"));
        assertThat(page.size()).isOne();
        assertThat(page.objects()).extracting(MultiPartyCall::mpcUuid).containsExactly("b");
        assertThat(page.objects()).extracting(MultiPartyCall::apiId).containsExactly("y");
    }

    @Test
    void a_sentence_about_a_value_has_one_line() {
        Page<MultiPartyCall> page =
                parser.calls(UTF_8.encode(Answers.page("1", "{\"mpc_uuid\":\"a\",\"duration\":[\n1,\n  \"\\n\"\n]}")));
        assertThat(page.malformed())
                .extracting(Malformed::error)
                .containsExactly("The field 'duration' is not a whole number: [ 1, \"\\n\" ]");
    }
}
