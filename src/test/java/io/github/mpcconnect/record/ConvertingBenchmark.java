package io.github.mpcconnect.record;

import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.batch.BatchItem;
import io.github.mpcconnect.config.RecordSettings.ParticipantsMode;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** From typed objects to records and to JSON, for calls with two participants. */
@State(Scope.Thread)
public class ConvertingBenchmark {

    private static final int CALLS = 100;

    private final SourceRecords records = new SourceRecords(Samples.options(ParticipantsMode.TOPIC), false);
    private final Batch batch = Samples.batch(IntStream.range(0, CALLS)
            .mapToObj(i -> "call-" + i)
            .map(call -> Samples.ended(call, participant(call, 1), participant(call, 2)))
            .toArray(BatchItem[]::new));
    private final List<SourceRecord> converted = records.of(batch);
    private final JsonConverter keys = converter(true);
    private final JsonConverter values = converter(false);

    private static Participant participant(String call, int member) {
        return Samples.participant(call, member, Samples.LEFT);
    }

    private static JsonConverter converter(boolean isKey) {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", "false"), isKey);
        return converter;
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public List<SourceRecord> records() {
        return records.of(batch);
    }

    /** Connect's own work, for comparison. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void json(Blackhole json) {
        for (SourceRecord record : converted) {
            json.consume(keys.fromConnectData(record.topic(), record.keySchema(), record.key()));
            json.consume(values.fromConnectData(record.topic(), record.valueSchema(), record.value()));
        }
    }
}
