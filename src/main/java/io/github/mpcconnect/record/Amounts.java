package io.github.mpcconnect.record;

import io.github.mpcconnect.config.RecordSettings.DecimalHandling;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.atomic.LongAdder;

/** Converts amounts according to {@code decimal.handling.mode}. Only mode {@code double} uses doubles. */
final class Amounts {

    /** The API bills in steps of 0.00001. */
    private static final int SCALE = 5;

    /** The parameter from which sinks such as JDBC and Iceberg choose a column type. */
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

    /** The number of amounts rounded so far because they had more decimal places than a record holds. */
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
