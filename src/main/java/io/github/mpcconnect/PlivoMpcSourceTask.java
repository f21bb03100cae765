package io.github.mpcconnect;

import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.config.BackfillOrder;
import io.github.mpcconnect.config.CallFilter;
import io.github.mpcconnect.config.ParticipantsMode;
import io.github.mpcconnect.config.PlivoMpcConfig;
import io.github.mpcconnect.ingest.AccountApi;
import io.github.mpcconnect.ingest.Batch;
import io.github.mpcconnect.ingest.Ingestion;
import io.github.mpcconnect.ingest.ReaderSettings;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.metrics.MetricsBean;
import io.github.mpcconnect.record.RecordOptions;
import io.github.mpcconnect.record.SourceRecords;
import io.github.mpcconnect.request.FatalException;
import io.github.mpcconnect.request.RequestSettings;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.TransactionContext;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads its accounts: {@code start} wires, {@code poll} hands on what was read, one whole batch at a time, {@code stop}
 * closes. The reading itself goes on in threads of its own, as long as the task is polled.
 */
public final class PlivoMpcSourceTask extends SourceTask {

    private static final Duration POLL = Duration.ofMillis(900);

    /** A window and a half with a page of participants in each call: some 15 MB. */
    private static final int MOST_UNWRITTEN = 1_200;

    private Unwritten unwritten;
    private Ingestion ingestion;
    private SourceRecords records;
    private TransactionContext transactions;
    private Map<String, AccountMetrics> metrics = Map.of();
    private List<MetricsBean> beans = List.of();

    /** For Connect. */
    public PlivoMpcSourceTask() {}

    @Override
    public String version() {
        return Version.VERSION;
    }

    @Override
    public void start(Map<String, String> props) {
        PlivoMpcConfig config = new PlivoMpcConfig(props);
        String filter = config.filter().isEmpty() ? null : config.filter().canonical();
        transactions = context.transactionContext();
        unwritten = new Unwritten(MOST_UNWRITTEN, System::nanoTime);
        records = new SourceRecords(recordOptions(config, filter), transactions != null);
        ApiAccess access = new ApiAccess(config, config.responseTimeout());
        List<AccountApi> accounts = access.accounts();
        String connector = String.valueOf(props.get("name"));
        metrics = accounts.stream()
                .collect(Collectors.toMap(each -> each.account().id(), AccountApi::metrics));
        beans = accounts.stream()
                .map(account -> MetricsBean.open(
                        account.metrics(), connector, account.account().name()))
                .toList();
        ingestion = new Ingestion(
                "plivo-mpc-" + connector,
                accounts,
                readerSettings(config),
                requestSettings(config),
                new ConnectOffsets(context.offsetStorageReader(), filter),
                access::close);
    }

    private static RecordOptions recordOptions(PlivoMpcConfig config, String filter) {
        return new RecordOptions(
                config.topicPrefix(),
                filter,
                config.participantsMode(),
                config.recordTimestamp(),
                config.decimalHandling(),
                config.includeRawJson());
    }

    private static ReaderSettings readerSettings(PlivoMpcConfig config) {
        return new ReaderSettings(
                config.startTime().orElse(null),
                Duration.ofDays(config.historyDays()),
                config.backfillOrder() == BackfillOrder.NEWEST_FIRST,
                config.pollInterval(),
                config.settleDelay(),
                config.windowMaxCalls(),
                config.participantsMode() != ParticipantsMode.NONE,
                config.onMalformed(),
                config.auditInterval().orElse(null),
                config.auditDays(),
                config.heartbeatInterval().orElse(null),
                config.liveEnabled() && config.participantsMode() != ParticipantsMode.NONE
                        ? config.livePollInterval()
                        : null,
                query(config.filter()));
    }

    private static CallQuery query(CallFilter filter) {
        return CallQuery.matching(
                filter.friendlyName(),
                filter.subAccount(),
                filter.terminationCauseCode(),
                filter.creationTimeFrom(),
                filter.creationTimeTo());
    }

    private static RequestSettings requestSettings(PlivoMpcConfig config) {
        return new RequestSettings(
                config.rateLimitRequests(),
                config.rateLimitPeriod(),
                config.maxConcurrentRequests(),
                config.retryBackoff(),
                config.retryBackoffMax());
    }

    /** A whole batch, or null after a little less than a second without one or without room for one. */
    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        Optional<Duration> left = unwritten.awaitRoom(POLL);
        Batch batch = left.isEmpty() ? null : next(left.get());
        if (batch == null) {
            return null;
        }
        long rounded = records.roundedAmounts();
        List<SourceRecord> batchRecords = records.of(batch);
        metrics.get(batch.accountId()).add(Metric.AMOUNTS_ROUNDED, records.roundedAmounts() - rounded);
        if (transactions != null) {
            transactions.commitTransaction(batchRecords.get(batchRecords.size() - 1));
        }
        unwritten.handedOver(batchRecords.size());
        return batchRecords;
    }

    private Batch next(Duration most) throws InterruptedException {
        try {
            return ingestion.next(most);
        } catch (FatalException e) {
            throw new ConnectException(e.getMessage(), e);
        }
    }

    /** Comes for each record that is done with; without metadata it will not be in Kafka, and nothing else tells so. */
    @Override
    public void commitRecord(SourceRecord record, RecordMetadata metadata) {
        unwritten.written();
        if (metadata == null) {
            String account = String.valueOf(record.sourcePartition().get("account"));
            metrics.get(account).add(Metric.NOT_WRITTEN);
        }
    }

    @Override
    public void stop() {
        if (ingestion != null) {
            ingestion.close();
        }
        beans.forEach(MetricsBean::close);
    }
}
