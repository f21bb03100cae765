package io.github.mpcconnect.api.json;

import io.github.mpcconnect.api.Answers;
import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.api.Participant;
import org.junit.jupiter.api.Test;

import java.time.Instant;

import static io.github.mpcconnect.api.ApiParticipant.anApiParticipant;
import static org.assertj.core.api.Assertions.assertThat;

class AnswerParserParticipantsTest {

    private final UnknownFields unknownFields = new UnknownFields();
    private final TextParser parser = new TextParser(unknownFields);

    private static final String CALL = "d5c8be43-87d0-4ba6-90a1-011bb6ab0a00";

    /** As the documentation shows a participant that is in the call. */
    private static final String INSIDE = """
            {
              "billed_amount": null,
              "billed_duration": null,
              "call_uuid": "58e76e86-54b8-402e-9d83-a16e29b6582c",
              "coach_mode": true,
              "duration": null,
              "end_mpc_on_exit": false,
              "exit_cause": null,
              "exit_time": null,
              "hold": false,
              "join_time": "2021-04-05 11:57:51+00:00",
              "member_address": "sip:agent1@phone.plivo.com",
              "member_id": "229",
              "mpc_uuid": "d5c8be43-87d0-4ba6-90a1-011bb6ab0a00",
              "mute": false,
              "resource_uri": "/v1/Account/MA0/MultiPartyCall/name_test_mpc_1/Participant/229/",
              "role": "supervisor",
              "start_mpc_on_enter": true
            }""";

    /** As one that left: capitals, no address, a bill, nulls. */
    private static final String OUTSIDE = """
            {"billed_amount": "0.01230", "billed_duration": 60, "call_uuid": "b4e8210e", "coach_mode": null,
             "duration": 41, "end_mpc_on_exit": true, "exit_cause": "Participant Hangup",
             "exit_time": "2021-04-05 11:58:32+00:00", "hold": null, "join_time": "2021-04-05 11:57:51+00:00",
             "member_id": 230, "mpc_uuid": "d5c8be43-87d0-4ba6-90a1-011bb6ab0a00", "mute": null,
             "resource_uri": null, "role": "AI-Agent", "start_mpc_on_enter": false}""";

    @Test
    void the_documented_participant_is_read_field_by_field() {
        assertThat(participants(INSIDE).objects())
                .containsExactly(anApiParticipant(CALL, "229")
                        .callUuid("58e76e86-54b8-402e-9d83-a16e29b6582c")
                        .memberAddress("sip:agent1@phone.plivo.com")
                        .role("supervisor")
                        .joinTime(Instant.parse("2021-04-05T11:57:51Z"))
                        .hold(false)
                        .mute(false)
                        .coachMode(true)
                        .startMpcOnEnter(true)
                        .endMpcOnExit(false)
                        .resourceUri("/v1/Account/MA0/MultiPartyCall/name_test_mpc_1/Participant/229/")
                        .apiId("ed93aea0")
                        .raw(INSIDE)
                        .build());
    }

    @Test
    void one_that_left_has_an_exit_and_a_bill_but_no_state() {
        assertThat(participants(OUTSIDE).objects())
                .containsExactly(anApiParticipant(CALL, "230")
                        .callUuid("b4e8210e")
                        .role("ai-agent")
                        .joinTime(Instant.parse("2021-04-05T11:57:51Z"))
                        .exitTime(Instant.parse("2021-04-05T11:58:32Z"))
                        .exitCause("Participant Hangup")
                        .duration(41)
                        .billedDuration(60)
                        .amount("0.01230")
                        .startMpcOnEnter(false)
                        .endMpcOnExit(true)
                        .apiId("ed93aea0")
                        .raw(OUTSIDE)
                        .build());
    }

    @Test
    void nulls_are_counted_and_are_not_malformed() {
        Page<Participant> page = participants("null", INSIDE, "null");
        assertThat(page.nulls()).isEqualTo(2);
        assertThat(page.objects()).hasSize(1);
        assertThat(page.malformed()).isEmpty();
        assertThat(page.size()).isEqualTo(3);
    }

    @Test
    void a_participant_that_does_not_say_whose_it_is_belongs_to_the_requested_call() {
        assertThat(participants("{\"member_id\": \"1\"}").objects())
                .extracting(Participant::mpcUuid)
                .containsExactly(CALL);
    }

    @Test
    void a_participant_of_another_call_is_malformed() {
        String stranger = "{\"member_id\": \"1\", \"mpc_uuid\": \"other\"}";
        Page<Participant> page = participants(stranger, INSIDE);
        assertThat(page.objects()).hasSize(1);
        assertThat(page.malformed())
                .containsExactly(new Malformed(
                        "participant",
                        CALL,
                        "1",
                        "It belongs to another call: " + CALL + " was requested, other was returned.",
                        "ed93aea0",
                        stranger));
    }

    @Test
    void a_participant_without_a_member_id_is_malformed() {
        assertThat(participants("{\"member_id\": null}").malformed())
                .singleElement()
                .satisfies(object -> {
                    assertThat(object.mpcUuid()).isEqualTo(CALL);
                    assertThat(object.memberId()).isNull();
                    assertThat(object.error()).isEqualTo("The field 'member_id' is missing.");
                });
    }

    @Test
    void a_member_id_that_is_not_one_is_malformed_and_not_repeated_as_an_id() {
        assertThat(participants("{\"member_id\": \"a b\"}").malformed())
                .singleElement()
                .satisfies(object -> assertThat(object.memberId()).isNull());
    }

    @Test
    void documented_participants_have_no_unknown_field_and_others_are_counted_once() {
        participants(INSIDE, OUTSIDE);
        assertThat(unknownFields.count()).isZero();
        participants("{\"member_id\": \"1\", \"mood\": 1}", "{\"member_id\": \"2\", \"mood\": 2}");
        assertThat(unknownFields.count()).isOne();
    }

    @Test
    void nobody_is_an_empty_list() {
        Page<Participant> page = parser.participants(Answers.page("0"), CALL);
        assertThat(page.count()).isZero();
        assertThat(page.size()).isZero();
    }

    private Page<Participant> participants(String... objects) {
        return parser.participants(Answers.page(String.valueOf(objects.length), objects), CALL);
    }
}
