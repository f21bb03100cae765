package io.github.mpcconnect.api.json;

import io.github.mpcconnect.api.Answers;
import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

import static io.github.mpcconnect.api.ApiCall.anApiCall;
import static org.assertj.core.api.Assertions.assertThat;

class AnswerParserCallsTest {

    private final UnknownFields unknownFields = new UnknownFields();
    private final TextParser parser = new TextParser(unknownFields);

    /** As the documentation shows a call that is over. */
    private static final String DOCUMENTED = """
            {
              "billed_amount": "0.05000",
              "billed_duration": 60,
              "creation_time": "2020-12-24 15:23:38+05:30",
              "duration": 2,
              "end_time": "2020-12-24 15:23:40+05:30",
              "friendly_name": "test_mpc_1",
              "mpc_uuid": "4ed623a5-9f3e-45e0-9e7e-3d19a94b3bd3",
              "participants": "/v1/Account/MA0/MultiPartyCall/uuid_4ed623a5/Participant/",
              "recording": null,
              "resource_uri": "/v1/Account/MA0/MultiPartyCall/uuid_4ed623a5/",
              "start_time": "2020-12-24 15:23:39+05:30",
              "status": "Ended",
              "stay_alone": false,
              "sub_account": null,
              "termination_cause": "No Active Participants",
              "termination_cause_code": 1000
            }""";

    @Test
    void the_documented_call_is_read_field_by_field() {
        MultiPartyCall call = call(DOCUMENTED);
        assertThat(call)
                .isEqualTo(anApiCall("4ed623a5-9f3e-45e0-9e7e-3d19a94b3bd3")
                        .friendlyName("test_mpc_1")
                        .status("ended")
                        .creationTime(Instant.parse("2020-12-24T09:53:38Z"))
                        .startTime(Instant.parse("2020-12-24T09:53:39Z"))
                        .endTime(Instant.parse("2020-12-24T09:53:40Z"))
                        .duration(2)
                        .billedDuration(60)
                        .amount("0.05000")
                        .stayAlone(false)
                        .terminationCause("No Active Participants")
                        .terminationCauseCode(1000)
                        .participants("/v1/Account/MA0/MultiPartyCall/uuid_4ed623a5/Participant/")
                        .resourceUri("/v1/Account/MA0/MultiPartyCall/uuid_4ed623a5/")
                        .apiId("ed93aea0")
                        .raw(DOCUMENTED)
                        .build());
    }

    @Test
    void a_call_may_have_nothing_but_its_id() {
        MultiPartyCall call = call("{\"mpc_uuid\": \"a\"}");
        assertThat(call).hasAllNullFieldsOrPropertiesExcept("mpcUuid", "apiId", "raw");
        assertThat(call("{\"mpc_uuid\": \"a\", \"creation_time\": null, \"billed_amount\": null}"))
                .hasAllNullFieldsOrPropertiesExcept("mpcUuid", "apiId", "raw");
    }

    @ParameterizedTest
    @CsvSource({"null,", "\"null\",", "\"recording\", recording", "\"not-recording\", not-recording"})
    void the_string_null_means_that_nothing_is_recorded(String sent, String recording) {
        assertThat(field("recording", sent).recording()).isEqualTo(recording);
    }

    @ParameterizedTest
    @CsvSource({"\"ended\", ended", "\"Ended\", ended", "\"INITIALIZED\", initialized"})
    void a_status_is_in_lower_case(String sent, String status) {
        assertThat(field("status", sent).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"mpc_uuid\": null}",
                "{\"mpc_uuid\": \" \"}",
                "{\"mpc_uuid\": {}}",
                "{\"mpc_uuid\": \"a b\"}",
                "{\"mpc_uuid\": \"a/b\"}",
                "{\"mpc_uuid\": \"\u00e9\"}",
                "{\"mpc_uuid\": \"0123456789012345678901234567890123456789012345678901234567890123x\"}"
            })
    void a_call_without_an_id_is_malformed(String call) {
        Page<MultiPartyCall> page = parser.calls(Answers.page("1", call));
        assertThat(page.objects()).isEmpty();
        assertThat(page.malformed()).singleElement().satisfies(object -> {
            assertThat(object.resource()).isEqualTo("call");
            assertThat(object.mpcUuid()).isNull();
            assertThat(object.apiId()).isEqualTo("ed93aea0");
            assertThat(object.raw()).isEqualTo(call);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "17", "\"a call\"", "[]", "true"})
    void what_is_no_object_is_malformed_to_the_letter_and_the_others_are_read(String odd) {
        String json = Answers.page("3", "{\"mpc_uuid\":\"a\"}", odd, "{\"mpc_uuid\":\"b\"}");
        Page<MultiPartyCall> page = parser.calls(json);
        assertThat(page.objects()).extracting(MultiPartyCall::mpcUuid).containsExactly("a", "b");
        assertThat(page.malformed()).extracting(Malformed::raw).containsExactly(odd);
        assertThat(page.nulls()).isZero();
        assertThat(page.size()).isEqualTo(3);
    }

    @Test
    void one_malformed_call_keeps_its_id_and_leaves_the_others_alone() {
        String broken = "{\"mpc_uuid\":\"b\", \"end_time\":\"soon\"}";
        Page<MultiPartyCall> page = parser.calls(Answers.page("2", "{\"mpc_uuid\":\"a\"}", broken));
        assertThat(page.objects()).extracting(MultiPartyCall::mpcUuid).containsExactly("a");
        assertThat(page.malformed()).singleElement().satisfies(object -> {
            assertThat(object.mpcUuid()).isEqualTo("b");
            assertThat(object.raw()).isEqualTo(broken);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "A-_z9", "0123456789012345678901234567890123456789012345678901234567890123"})
    void an_id_has_up_to_64_letters_digits_dashes_and_underscores(String id) {
        assertThat(call("{\"mpc_uuid\":\"%s\"}".formatted(id)).mpcUuid()).isEqualTo(id);
    }

    @Test
    void unknown_fields_are_ignored_counted_once_per_name_and_stay_in_raw() {
        String json = "{\"mpc_uuid\":\"a\",\"quality\":{\"mos\":4.31,\"issues\":[\"jitter\"]},\"region\":\"ap\"}";
        assertThat(call(json).raw()).isEqualTo(json);
        assertThat(call(json).raw()).isEqualTo(json);
        assertThat(unknownFields.count()).isEqualTo(2);
    }

    @Test
    void the_documented_call_has_no_unknown_field() {
        call(DOCUMENTED);
        assertThat(unknownFields.count()).isZero();
    }

    private MultiPartyCall call(String json) {
        Page<MultiPartyCall> page = parser.calls(Answers.page("1", json));
        assertThat(page.malformed()).isEmpty();
        return page.objects().get(0);
    }

    private MultiPartyCall field(String name, String value) {
        return call("{\"mpc_uuid\": \"a\", \"%s\": %s}".formatted(name, value));
    }
}
