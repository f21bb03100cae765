package io.github.mpcconnect.api.http;

import io.github.mpcconnect.api.Answers;
import io.github.mpcconnect.api.ContentHash;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.api.json.TextParser;
import io.github.mpcconnect.api.json.UnknownFields;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** What makes two responses about one call or participant differ. */
class ContentTest {

    private static final List<String> CALL = List.of(
            "\"friendly_name\": \"standup\"",
            "\"status\": \"ended\"",
            "\"creation_time\": \"2020-12-24 15:23:38Z\"",
            "\"start_time\": \"2020-12-24 15:23:39Z\"",
            "\"end_time\": \"2020-12-24 15:23:40Z\"",
            "\"recording\": \"paused\"",
            "\"stay_alone\": true",
            "\"sub_account\": \"SA1\"",
            "\"termination_cause\": \"cause\"",
            "\"termination_cause_code\": 1000");
    private static final List<String> METER =
            List.of("\"duration\": 2", "\"billed_duration\": 60", "\"billed_amount\": \"0.05\"");
    private static final List<String> LINKS = List.of("\"participants\": \"/p/\"", "\"resource_uri\": \"/r/\"");
    private static final List<String> PARTICIPANT = List.of(
            "\"call_uuid\": \"u\"",
            "\"member_address\": \"sip:a\"",
            "\"role\": \"agent\"",
            "\"join_time\": \"2020-12-24 15:23:38Z\"",
            "\"exit_time\": \"2020-12-24 15:23:39Z\"",
            "\"exit_cause\": \"cause\"",
            "\"hold\": true",
            "\"mute\": true",
            "\"coach_mode\": true",
            "\"start_mpc_on_enter\": true",
            "\"end_mpc_on_exit\": true",
            "\"resource_uri\": \"/r/\"");

    private final TextParser parser = new TextParser(new UnknownFields());

    private MultiPartyCall call(String... fields) {
        String own = String.join(", ", fields);
        return parser.calls(Answers.page("1", "{\"mpc_uuid\": \"a\"" + (own.isEmpty() ? "" : ", ") + own + "}"))
                .objects()
                .get(0);
    }

    private Participant participant(String... fields) {
        String own = String.join(", ", fields);
        String json = "{\"member_id\": \"1\"" + (own.isEmpty() ? "" : ", ") + own + "}";
        return parser.participants(Answers.page("1", json), "c").objects().get(0);
    }

    @Example
    void every_field_of_the_call_itself_is_in_its_hash_and_no_link_is() {
        long empty = call().contentHash();
        Set<Long> hashes = new HashSet<>(Set.of(empty));
        CALL.forEach(field ->
                assertThat(hashes.add(call(field).contentHash())).as(field).isTrue());
        METER.forEach(field ->
                assertThat(hashes.add(call(field).contentHash())).as(field).isTrue());
        LINKS.forEach(field -> assertThat(call(field).contentHash()).as(field).isEqualTo(empty));
        assertThat(call("\"new_field\": 1").contentHash()).isEqualTo(empty);
    }

    @Example
    void an_amount_counts_by_its_value_and_a_text_by_its_field() {
        assertThat(call("\"billed_amount\": 0.5").contentHash())
                .isEqualTo(call("\"billed_amount\": \"0.50000\"").contentHash());
        assertThat(call("\"friendly_name\": \"x\"").contentHash())
                .isNotEqualTo(call("\"sub_account\": \"x\"").contentHash());
        assertThat(call("\"friendly_name\": \"\"").contentHash()).isNotEqualTo(call().contentHash());
    }

    @Property(tries = 200)
    void texts_that_differ_in_one_character_differ_in_about_half_of_the_bits(
            @ForAll @IntRange(min = 1, max = 40) int length, @ForAll @IntRange(max = 39) int at) {
        char[] text = "x".repeat(length).toCharArray();
        long one = ContentHash.of(new String(text));
        text[at % length] = 'y';
        int bits = Long.bitCount(one ^ ContentHash.of(new String(text)));
        assertThat(bits).isBetween(8, 56);
    }

    @Example
    void a_live_call_changes_with_every_field_but_its_meter_and_the_response() {
        CALL.forEach(field -> assertThat(call(field).sameAs(call())).as(field).isFalse());
        LINKS.forEach(field -> assertThat(call(field).sameAs(call())).as(field).isFalse());
        METER.forEach(field -> assertThat(call(field).sameAs(call())).as(field).isTrue());
        assertThat(call("\"new_field\": 1").sameAs(call())).isTrue();
    }

    @Example
    void so_does_a_participant() {
        PARTICIPANT.forEach(field ->
                assertThat(participant(field).sameAs(participant())).as(field).isFalse());
        METER.forEach(field ->
                assertThat(participant(field).sameAs(participant())).as(field).isTrue());
    }
}
