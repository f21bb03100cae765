package io.github.mpcconnect.record;

import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.batch.EndedCall;
import io.github.mpcconnect.batch.ParticipantsSource;
import io.github.mpcconnect.config.RecordSettings.DecimalHandling;
import io.github.mpcconnect.config.RecordSettings.ParticipantsMode;
import io.github.mpcconnect.support.RecordCheck;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.math.BigDecimal;
import java.util.List;

import static io.github.mpcconnect.api.ApiParticipant.anApiParticipant;
import static io.github.mpcconnect.record.Samples.batch;
import static io.github.mpcconnect.record.Samples.ended;
import static io.github.mpcconnect.record.Samples.options;
import static org.assertj.core.api.Assertions.assertThat;

/** How amounts of money are written. */
class AmountsTest {

    @ParameterizedTest
    @CsvSource({
        "0.05000, 0.05000, 0",
        "3.6, 3.60000, 0",
        "12, 12.00000, 0",
        "1E+2, 100.00000, 0",
        "0.0500000, 0.05000, 0",
        "0.000005, 0.00000, 1",
        "0.000015, 0.00002, 1",
        "0.0000051, 0.00001, 1",
        "-0.123456, -0.12346, 1",
        "9007199254740.93001, 9007199254740.93001, 0"
    })
    void precise_amounts_are_rounded_half_even_to_5_decimal_places_and_counted(
            String sent, String amount, long rounded) {
        SourceRecords records = new SourceRecords(options(DecimalHandling.PRECISE), false);
        SourceRecord call = RecordCheck.checked(records.of(batch(billed(sent)))).get(0);
        assertThat(((Struct) call.value()).get("billed_amount")).isEqualTo(new BigDecimal(amount));
        assertThat(records.roundedAmounts()).isEqualTo(rounded);
    }

    @ParameterizedTest
    @CsvSource({"0.05000, 0.05000", "3.6, 3.6", "1E-7, 0.0000001", "1E+2, 100", "0.1234567, 0.1234567"})
    void string_amounts_are_as_the_api_sent_them(String sent, String amount) {
        SourceRecords records = new SourceRecords(options(DecimalHandling.STRING), false);
        SourceRecord call = RecordCheck.checked(records.of(batch(billed(sent)))).get(0);
        assertThat(((Struct) call.value()).get("billed_amount")).isEqualTo(amount);
        assertThat(records.roundedAmounts()).isZero();
    }

    @Test
    void double_amounts_are_doubles() {
        assertThat(call(DecimalHandling.DOUBLE, "0.1234567").getFloat64("billed_amount"))
                .isEqualTo(0.1234567);
    }

    @ParameterizedTest
    @EnumSource
    void no_amount_is_no_amount(DecimalHandling handling) {
        assertThat(call(handling, null).get("billed_amount")).isNull();
    }

    @Test
    void rounded_amounts_of_participants_are_counted_too() {
        Participant odd = anApiParticipant("call-a", "1").amount("0.000001").build();
        SourceRecords records = new SourceRecords(options(ParticipantsMode.EMBEDDED), false);
        RecordCheck.checked(records.of(batch(ended("a", odd))));
        assertThat(records.roundedAmounts()).isEqualTo(1);
    }

    private static EndedCall billed(String amount) {
        return ended(Samples.call("a", amount), List.of(), List.of(), ParticipantsSource.API);
    }

    private static Struct call(DecimalHandling handling, String amount) {
        SourceRecords records = new SourceRecords(options(handling), false);
        return (Struct)
                RecordCheck.checked(records.of(batch(billed(amount)))).get(0).value();
    }
}
