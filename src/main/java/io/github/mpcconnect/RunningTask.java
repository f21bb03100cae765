package io.github.mpcconnect;

import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.config.Account;
import io.github.mpcconnect.config.PlivoMpcConfig;
import io.github.mpcconnect.config.RecordOptions;
import io.github.mpcconnect.ingest.AccountApi;
import io.github.mpcconnect.ingest.AccountSettings;
import io.github.mpcconnect.ingest.Ingestion;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.metrics.MetricsBean;
import io.github.mpcconnect.record.SourceRecords;
import io.github.mpcconnect.request.FatalException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.source.TransactionContext;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A task that was started: built whole, or not at all. */
final class RunningTask implements AutoCloseable {

    /** A window and a half with a page of participants in each call: some 15 MB. */
    private static final int MAX_IN_FLIGHT = 1_200;

    private final ApiAccess access;
    private final InFlightRecords inFlight = new InFlightRecords(MAX_IN_FLIGHT, System::nanoTime);
    private final Map<String, SourceRecords> records = new HashMap<>();
    private final Map<String, AccountMetrics> metrics = new HashMap<>();
    private final List<MetricsBean> beans = new ArrayList<>();
    private final TransactionContext transactions;
    private final Ingestion ingestion;

    /**
     * Starts reading.
     *
     * @throws RuntimeException where it cannot; nothing is left open then
     */
    RunningTask(Map<String, String> props, SourceTaskContext context) {
        PlivoMpcConfig config = new PlivoMpcConfig(props);
        String connector = String.valueOf(props.get("name"));
        this.transactions = context.transactionContext();
        this.access = new ApiAccess(config, config.responseTimeout());
        try {
            this.ingestion = start(config, connector, context);
        } catch (RuntimeException | Error e) {
            closeAll();
            throw e;
        }
    }

    private Ingestion start(PlivoMpcConfig config, String connector, SourceTaskContext context) {
        Map<String, AccountSettings> settings = new HashMap<>();
        String filter = null;
        for (Account account : config.accounts()) {
            RecordOptions options = config.records(account);
            filter = options.filter();
            records.put(account.authId(), new SourceRecords(options, transactions != null));
            settings.put(
                    account.authId(),
                    new AccountSettings(config.reading(account), config.live(), config.requests(account)));
        }
        List<AccountApi> accounts = access.accounts();
        for (AccountApi account : accounts) {
            metrics.put(account.account().id(), account.metrics());
            beans.add(MetricsBean.open(
                    account.metrics(), connector, account.account().name()));
        }
        return new Ingestion(
                "plivo-mpc-" + connector,
                accounts,
                account -> settings.get(account.account().id()),
                config.order(),
                new ConnectOffsets(context.offsetStorageReader(), filter));
    }

    /**
     * The records of a whole batch; null after a little less than the given time without one or without room for one.
     */
    List<SourceRecord> poll(Duration atMost) throws InterruptedException {
        Optional<Duration> left = inFlight.awaitRoom(atMost);
        Batch batch = left.isEmpty() ? null : next(left.get());
        if (batch == null) {
            return null;
        }
        String account = batch.account().id();
        SourceRecords form = records.get(account);
        long rounded = form.roundedAmounts();
        List<SourceRecord> batchRecords = form.of(batch);
        metrics.get(account).add(Metric.AMOUNTS_ROUNDED, form.roundedAmounts() - rounded);
        if (transactions != null) {
            transactions.commitTransaction(batchRecords.get(batchRecords.size() - 1));
        }
        inFlight.passed(batchRecords.size());
        return batchRecords;
    }

    private Batch next(Duration atMost) throws InterruptedException {
        try {
            return ingestion.poll(atMost);
        } catch (FatalException e) {
            throw new ConnectException(e.getMessage(), e);
        }
    }

    /** A record was written; without metadata it was dropped, and nothing else says so. */
    void written(SourceRecord record, boolean dropped) {
        inFlight.written();
        if (dropped) {
            String account = String.valueOf(record.sourcePartition().get("account"));
            metrics.get(account).add(Metric.NOT_WRITTEN);
        }
    }

    @Override
    public void close() {
        ingestion.close();
        closeAll();
    }

    private void closeAll() {
        beans.forEach(MetricsBean::close);
        access.close();
    }
}
