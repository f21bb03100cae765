package io.github.mpcconnect.record;

import io.github.mpcconnect.config.DecimalHandling;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.atomic.LongAdder;

/** Amounts of money in the form that was asked for; none passes through a double unless a double was asked for. */
final class Amounts {

    /** The API bills in steps of 0.00001. */
    static final int SCALE = 5;

    private final DecimalHandling handling;
    private final LongAdder rounded = new LongAdder();

    Amounts(DecimalHandling handling) {
        this.handling = handling;
    }

    Schema schema(String doc) {
        SchemaBuilder builder = switch (handling) {
            case PRECISE -> Decimal.builder(SCALE);
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

    /** How many amounts lost a digit other than 0 so far. */
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
