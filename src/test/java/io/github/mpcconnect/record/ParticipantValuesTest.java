package io.github.mpcconnect.record;

import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.batch.EndedCall;
import io.github.mpcconnect.batch.ParticipantsSource;
import io.github.mpcconnect.config.RecordSettings.ParticipantsMode;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Locale;

import static io.github.mpcconnect.record.Samples.LEFT;
import static io.github.mpcconnect.record.Samples.ended;
import static io.github.mpcconnect.record.Samples.options;
import static io.github.mpcconnect.record.Samples.optionsWithRaw;
import static io.github.mpcconnect.record.Samples.participant;
import static io.github.mpcconnect.record.ValuesTest.assertWithoutParticipants;
import static io.github.mpcconnect.record.ValuesTest.values;
import static org.assertj.core.api.Assertions.assertThat;

/** What a call says about its participants, and they about themselves, in each mode. */
class ParticipantValuesTest {

    @Test
    void embedded_participants_are_the_records_of_their_topic() {
        EndedCall ended = ended("a", participant("a", 1, LEFT), participant("a", 2, LEFT));
        List<Struct> apart = values(optionsWithRaw(ParticipantsMode.TOPIC), ended);
        Struct together =
                values(optionsWithRaw(ParticipantsMode.EMBEDDED), ended).get(0);
        assertThat(together.getArray("participant_details")).isEqualTo(apart.subList(0, 2));
    }

    @Test
    void a_proven_empty_list_and_an_unavailable_one_differ_by_their_source() {
        Struct nobody = call(ParticipantsMode.EMBEDDED, ParticipantsSource.API);
        assertThat(nobody.getString("participants_source")).isEqualTo("api");
        Struct unavailable = call(ParticipantsMode.EMBEDDED, ParticipantsSource.UNAVAILABLE);
        assertThat(unavailable.getString("participants_source")).isEqualTo("unavailable");
        assertThat(List.of(nobody, unavailable)).allSatisfy(call -> {
            assertThat(call.getInt32("participants_count")).isZero();
            assertThat(call.getArray("participant_details")).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void every_participant_that_was_returned_is_sent_and_counted(ParticipantsSource source) {
        Participant[] two = {participant("a", 1, LEFT), participant("a", 2, LEFT)};
        Struct embedded = call(ParticipantsMode.EMBEDDED, source, two);
        assertThat(embedded.getString("participants_source"))
                .isEqualTo(source.name().toLowerCase(Locale.ROOT));
        assertThat(embedded.getInt32("participants_count")).isEqualTo(2);
        assertThat(embedded.getArray("participant_details")).hasSize(2);
        assertThat(call(ParticipantsMode.TOPIC, source, two).getInt32("participants_count"))
                .isEqualTo(2);
    }

    @Test
    void participants_that_were_not_requested_have_neither_count_nor_source() {
        for (ParticipantsMode mode : ParticipantsMode.values()) {
            assertWithoutParticipants(call(mode, null));
        }
        assertWithoutParticipants(call(ParticipantsMode.NONE, ParticipantsSource.API, participant("a", 1, LEFT)));
    }

    @Test
    void participants_read_after_the_end_are_final_and_those_only_seen_are_not() {
        EndedCall mixed = ended(
                Samples.call("a", "0.05000"),
                List.of(participant("a", 1, LEFT), participant("a", 2, null)),
                List.of(participant("a", 3, LEFT), participant("a", 4, null)),
                ParticipantsSource.MIXED);
        List<Struct> values = values(options(ParticipantsMode.TOPIC), mixed);
        assertThat(values.subList(0, 4).stream().map(value -> value.getBoolean("is_final")))
                .containsExactly(true, true, false, false);
        assertThat(values.get(4).getInt32("participants_count")).isEqualTo(4);
    }

    /** The record of a call with these participants, which comes after theirs. */
    private static Struct call(ParticipantsMode mode, ParticipantsSource source, Participant... participants) {
        List<Struct> values =
                values(options(mode), ended(Samples.call("a", null), List.of(participants), List.of(), source));
        return values.get(values.size() - 1);
    }
}
