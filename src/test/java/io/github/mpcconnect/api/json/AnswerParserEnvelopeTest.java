package io.github.mpcconnect.api.json;

import io.github.mpcconnect.api.Answers;
import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.api.json.JsonFields.Unreadable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AnswerParserEnvelopeTest {

    private final TextParser parser = new TextParser(new UnknownFields());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"count\": 7} | 7",
                "{\"total_count\": 7} | 7",
                "{\"count\": 7, \"total_count\": 9} | 7",
                "{\"count\": null, \"total_count\": 9} | 9",
                "{\"count\": 0} | 0",
                "{\"count\": -1} |",
                "{\"count\": 1.5} |",
                "{\"count\": \"7\"} |",
                "{\"count\": 99999999999} |",
                "{} |",
                "null |",
                "[] |",
                "7 |"
            })
    void the_count_is_reported_or_not_known(String meta, Integer count) {
        String json = "{\"objects\": [], \"meta\": %s}".formatted(meta);
        assertThat(parser.calls(json).count()).isEqualTo(count);
    }

    @Test
    void a_response_without_meta_has_objects_and_no_count() {
        Page<MultiPartyCall> page = parser.calls("{\"objects\": [{\"mpc_uuid\": \"a\"}]}");
        assertThat(page.count()).isNull();
        assertThat(page.apiId()).isNull();
        assertThat(page.objects()).hasSize(1);
    }

    @Test
    void objects_that_are_null_are_an_answer_and_keep_its_count() {
        Page<MultiPartyCall> page = parser.calls("{\"meta\": {\"count\": 3}, \"objects\": null}");
        assertThat(page.isNull()).isTrue();
        assertThat(page.count()).isEqualTo(3);
        assertThat(page.size()).isZero();
        assertThat(parser.participants("{\"objects\": null}", "c").isNull()).isTrue();
        assertThat(parser.participants("{\"objects\": []}", "c").isNull()).isFalse();
    }

    @Test
    void the_api_id_may_come_last() {
        Page<MultiPartyCall> page = parser.calls("{\"objects\": [{\"mpc_uuid\": \"a\"}], \"api_id\": \"x\"}");
        assertThat(page.apiId()).isEqualTo("x");
        assertThat(page.objects()).extracting(MultiPartyCall::apiId).containsExactly("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "17",
                "\"text\"",
                "{}",
                "{\"objects\": {}}",
                "{\"objects\": \"none\"}",
                "{\"error\": \"try later\"}",
                "{\"objects\": []} {\"objects\": []}",
                "{\"objects\": []}]",
                "{\"objects\": []} x",
                "{\"objects\": []",
                "{\"objects\": [",
                "{\"objects\": [{\"mpc_uuid\": \"a\"}",
                "{\"objects\": [{\"mpc_uuid\": \"a",
                "{\"objects\": [NaN]}",
                "{'objects': []}",
                "<html><body>Be right back</body></html>"
            })
    void what_is_not_a_list_is_rejected_as_a_whole(String body) {
        assertThatThrownBy(() -> parser.calls(body)).isInstanceOfAny(JacksonException.class, Unreadable.class);
    }

    @Test
    void every_proper_beginning_of_a_response_is_rejected() {
        String whole =
                Answers.page("1", "{\"mpc_uuid\": \"a\", \"duration\": 17}").strip();
        for (int length = 0; length < whole.length(); length++) {
            String cut = whole.substring(0, length);
            assertThatThrownBy(() -> parser.calls(cut))
                    .as(cut)
                    .isInstanceOfAny(JacksonException.class, Unreadable.class);
        }
        assertThat(parser.calls(whole).size()).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"mpc_uuid\"  :\t\"a\" ,\n\n \"duration\":1.50e1 }",
                "{\"mpc_uuid\":\"a\",\"friendly_name\":\"\\u00e9\\/\\\"}]\"}",
                "{\"mpc_uuid\":\"a\",\"friendly_name\":\"\u4f1a\ud83d\ude00\"}",
                "{\"mpc_uuid\":\"a\",\"deep\":{\"a\":[{},[1,2,{\"b\":\"]\"}]]}}"
            })
    void raw_is_the_text_that_was_sent_to_the_letter(String object) {
        Page<MultiPartyCall> page = parser.calls("{\"objects\":[ %1$s ,%1$s\n]}".formatted(object));
        assertThat(page.objects()).extracting(MultiPartyCall::raw).containsExactly(object, object);
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "-1.5e3", "\"text\"", "true", "null", "[ 1 , 2 ]"})
    void raw_of_a_scalar_is_to_the_letter_too(String scalar) {
        Page<MultiPartyCall> page = parser.calls("{\"objects\":[%1$s,%1$s ]}".formatted(scalar));
        assertThat(page.malformed()).extracting(Malformed::raw).containsExactly(scalar, scalar);
    }

    @Test
    void raw_is_right_in_responses_that_are_longer_than_the_parsers_buffer() {
        List<String> objects = IntStream.range(0, 200)
                .mapToObj(i -> "{\"mpc_uuid\":\"%d\", \"friendly_name\":\"%s\"}".formatted(i, "\u4f1a x".repeat(400)))
                .toList();
        Page<MultiPartyCall> page = parser.calls(Answers.page("200", objects.toArray(String[]::new)));
        assertThat(page.objects()).extracting(MultiPartyCall::raw).isEqualTo(objects);
    }

    @Test
    void an_error_is_reported_in_the_apis_words() {
        assertThat(AnswerParser.error("{\"api_id\": \"x\", \"error\": \"not found\"}"))
                .isEqualTo("not found");
        assertThat(AnswerParser.error("{\"error\": {\"code\": 7}}")).isEqualTo("{\"code\":7}");
        assertThat(AnswerParser.error("<html>\n  Bad   gateway\n</html>"))
                .isEqualTo("30 characters starting with <html> Bad gateway </html>");
        assertThat(AnswerParser.error("x".repeat(1_000))).endsWith(" " + "x".repeat(200) + "...");
        assertThat(AnswerParser.error("")).startsWith("0 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"objects\": [{\"member_address\": \"+15550100\"}",
                " {\"objects\": [{\"member_address\": \"+15550100\"}",
                "\n\n[{\"member_address\": \"+15550100\"",
                "\ufeff{\"member_address\": \"+15550100\"}",
                "{\"objects\": [], \"member_address\": \"+15550100\"} x",
                "{\"member_address\": \"+15550100\"}"
            })
    void nothing_that_a_response_says_about_people_is_in_a_message(String body) {
        assertThat(AnswerParser.description(body)).doesNotContain("15550100").contains("of JSON");
        assertThat(AnswerParser.error(body)).doesNotContain("15550100").contains("of JSON");
    }

    @Test
    void what_is_not_json_is_shown_by_its_beginning() {
        assertThat(AnswerParser.description("<html>Be\nright back</html>"))
                .isEqualTo("26 characters starting with <html>Be right back</html>");
    }
}
