package io.github.mpcconnect.benchmark;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.batch.Account;
import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.batch.BatchItem;
import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.batch.EndedCall;
import io.github.mpcconnect.batch.ParticipantsSource;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.Sketch;
import io.github.mpcconnect.record.SourceRecords;
import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.support.Configured;
import io.github.mpcconnect.timeline.Day;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import static io.github.mpcconnect.api.ApiCall.anApiCall;
import static io.github.mpcconnect.api.ApiParticipant.anApiParticipant;
import static io.github.mpcconnect.offset.OffsetBuilder.anOffset;

/** A connector that reads nothing: what a worker costs without one. */
public final class PreparedSourceConnector extends SourceConnector {

    private Map<String, String> config = Map.of();

    /** For Connect. */
    public PreparedSourceConnector() {}

    @Override
    public void start(Map<String, String> props) {
        config = props;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return PreparedSourceTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.singletonList(config);
    }

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public String version() {
        return "1";
    }

    /** Hands out the same prepared batches again and again, as fast as the worker takes them. */
    public static final class PreparedSourceTask extends SourceTask {

        private List<List<SourceRecord>> batches = List.of();
        private int next;

        /** For Connect. */
        public PreparedSourceTask() {}

        @Override
        public void start(Map<String, String> props) {
            batches = PreparedBatches.of(props.get("topic.prefix"));
        }

        @Override
        public List<SourceRecord> poll() {
            List<SourceRecord> batch = batches.get(next);
            next = (next + 1) % batches.size();
            return batch;
        }

        @Override
        public void stop() {}

        @Override
        public String version() {
            return "1";
        }
    }

    /**
     * Records as the connector makes them of the simulated API's calls: windows of calls with two participants each.
     */
    static final class PreparedBatches {

        private static final int BATCHES = 5;
        private static final int CALLS = 160;
        private static final Account ACCOUNT = new Account("MAPREPARED", "prepared");
        private static final Instant END = Instant.parse("2026-11-21T10:10:00Z");
        private static final String API_ID = "5d1b6ba1-5ce2-4d2a-9a3b-3c0c5e9f4f1a";

        private PreparedBatches() {}

        static List<List<SourceRecord>> of(String topicPrefix) {
            SourceRecords form = new SourceRecords(Configured.with("topic.prefix", topicPrefix), false);
            List<List<SourceRecord>> batches = new ArrayList<>();
            for (int i = 0; i < BATCHES; i++) {
                batches.add(form.of(batch(i)));
            }
            return batches;
        }

        private static Batch batch(int number) {
            List<BatchItem> calls =
                    IntStream.range(0, CALLS).mapToObj(PreparedBatches::call).toList();
            return new Batch(ACCOUNT, Work.HISTORY, offset(number), offset(number + 1), calls);
        }

        private static DayOffset offset(int number) {
            return anOffset(Day.of(END), END.plusSeconds(number))
                    .calls((long) number * CALLS)
                    .check(0x00e1_2345_6789_abcdL)
                    .sketch(new Sketch())
                    .sketched((long) number * CALLS)
                    .billed(new BigDecimal("0.60000"))
                    .build();
        }

        private static BatchItem call(int number) {
            String uuid = UUID.randomUUID().toString();
            String uri = "/v1/Account/MAPREPARED/MultiPartyCall/uuid_" + uuid + "/";
            Instant end = END.plusSeconds(number);
            MultiPartyCall call = anApiCall(uuid)
                    .friendlyName("support-" + number)
                    .status("ended")
                    .creationTime(end.minusSeconds(660))
                    .startTime(end.minusSeconds(600))
                    .endTime(end)
                    .duration(600)
                    .billedDuration(600)
                    .amount("0.05000")
                    .recording("not-recording")
                    .stayAlone(true)
                    .terminationCause("No Active Participants")
                    .terminationCauseCode(1000)
                    .participants(uri + "Participant/")
                    .resourceUri(uri)
                    .apiId(API_ID)
                    .raw("")
                    .build();
            return new EndedCall(
                    call,
                    null,
                    Day.of(END),
                    Change.NEW,
                    END,
                    List.of(participant(uuid, uri, 1, end), participant(uuid, uri, 2, end)),
                    List.of(),
                    ParticipantsSource.API);
        }

        private static Participant participant(String call, String uri, int member, Instant end) {
            String id = String.valueOf(100_000 + member);
            return anApiParticipant(call, id)
                    .callUuid(UUID.randomUUID().toString())
                    .memberAddress("+14155550100")
                    .role("agent")
                    .joinTime(end.minusSeconds(590))
                    .exitTime(end)
                    .exitCause("Normal Hangup")
                    .duration(500)
                    .billedDuration(540)
                    .amount("0.01000")
                    .startMpcOnEnter(true)
                    .endMpcOnExit(false)
                    .resourceUri(uri + "Participant/" + id + "/")
                    .apiId(API_ID)
                    .raw("")
                    .build();
        }
    }
}
