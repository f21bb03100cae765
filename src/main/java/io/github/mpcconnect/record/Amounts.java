package io.github.mpcconnect.record;

import io.github.mpcconnect.config.RecordSettings.DecimalHandling;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.atomic.LongAdder;

/** Amounts in the form of {@code decimal.handling.mode}. None passes through a double in the other modes. */
final class Amounts {

    /** The API bills in steps of 0.00001. */
    private static final int SCALE = 5;

    /** What sinks such as JDBC and Iceberg read to choose a column type. */
    private static final String PRECISION = "connect.decimal.precision";

    private final DecimalHandling handling;
    private final LongAdder rounded = new LongAdder();

    Amounts(DecimalHandling handling) {
        this.handling = handling;
    }

    /** The schema of an optional amount. */
    Schema schema(String doc) {
        SchemaBuilder builder = switch (handling) {
            case PRECISE -> Decimal.builder(SCALE).parameter(PRECISION, "18");
            case STRING -> SchemaBuilder.string();
            case DOUBLE -> SchemaBuilder.float64();
        };
        return builder.optional().doc(doc).build();
    }

    Object value(BigDecimal amount) {
        if (amount == null) {
            return null;
        }
        return switch (handling) {
            case PRECISE -> scaled(amount);
            case STRING -> amount.toPlainString();
            case DOUBLE -> amount.doubleValue();
        };
    }

    /** How many amounts had more decimal places than a record holds, so far. */
    long rounded() {
        return rounded.sum();
    }

    private BigDecimal scaled(BigDecimal amount) {
        BigDecimal scaled = amount.setScale(SCALE, RoundingMode.HALF_EVEN);
        if (scaled.compareTo(amount) != 0) {
            rounded.increment();
        }
        return scaled;
    }
}
