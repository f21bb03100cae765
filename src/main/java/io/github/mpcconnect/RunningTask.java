package io.github.mpcconnect;

import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.config.PlivoMpcConfig;
import io.github.mpcconnect.ingest.AccountApi;
import io.github.mpcconnect.ingest.Ingestion;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.metrics.PublishedMetrics;
import io.github.mpcconnect.metrics.PublishedMetrics.Name;
import io.github.mpcconnect.metrics.PublishedMetrics.Publisher;
import io.github.mpcconnect.offset.OffsetFormat;
import io.github.mpcconnect.record.SourceRecords;
import io.github.mpcconnect.request.FatalException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.source.TransactionContext;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A task that was started: built whole, or not at all. */
final class RunningTask implements AutoCloseable {

    /** A window and a half with a page of participants in each call: some 15 MB. */
    private static final int MAX_IN_FLIGHT = 1_200;

    private final InFlightRecords inFlight = new InFlightRecords(MAX_IN_FLIGHT, System::nanoTime);
    private final Map<String, Output> outputs = new HashMap<>();
    private final TransactionContext transactions;
    private final Ingestion ingestion;

    /** How to close what is open, the last opened first. */
    private final Deque<Runnable> open = new ArrayDeque<>();

    /** What the batches of an account become, and where it is counted. */
    private record Output(SourceRecords records, AccountMetrics metrics) {

        List<SourceRecord> of(Batch batch) {
            long before = records.roundedAmounts();
            List<SourceRecord> all = records.of(batch);
            metrics.add(Metric.AMOUNTS_ROUNDED, records.roundedAmounts() - before);
            return all;
        }
    }

    /**
     * Starts reading.
     *
     * @throws RuntimeException where it cannot; nothing is left open then
     */
    RunningTask(Map<String, String> props, SourceTaskContext context) {
        this.transactions = context.transactionContext();
        try {
            this.ingestion = start(
                    new PlivoMpcConfig(props),
                    String.valueOf(props.get("name")),
                    props.getOrDefault(PlivoMpcConfig.TASK_ID_KEY, "0"),
                    context);
        } catch (RuntimeException | Error e) {
            closeAfter(e);
            throw e;
        }
    }

    private Ingestion start(PlivoMpcConfig config, String connector, String task, SourceTaskContext context) {
        ApiAccess access = new ApiAccess(config, config.http().responseTimeout());
        open.push(access::close);
        Publisher publisher = WorkerMetrics.of(context);
        List<AccountApi> accounts = access.accounts();
        for (AccountApi account : accounts) {
            SourceRecords records = new SourceRecords(account.settings(), transactions != null);
            outputs.put(account.account().id(), new Output(records, account.metrics()));
            account.metrics().gauge(Metric.RECORDS_IN_FLIGHT, () -> (long) inFlight.size());
            account.metrics().gauge(Metric.CLOCK_OFFSET_SECONDS, () -> WorkerMetrics.clockOffset(account.clock()));
            Name name = new Name(connector, task, account.account().name());
            open.push(PublishedMetrics.open(name, account.metrics(), publisher)::close);
        }
        Ingestion started = new Ingestion(
                "plivo-mpc-" + connector,
                accounts,
                config.shared().history().order(),
                new ConnectOffsets(
                        context.offsetStorageReader(), config.shared().filter().inPartition()));
        open.push(started::close);
        return started;
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
        List<SourceRecord> records = outputs.get(batch.account().id()).of(batch);
        if (transactions != null) {
            transactions.commitTransaction(records.get(records.size() - 1));
        }
        inFlight.passed(records.size());
        return records;
    }

    private Batch next(Duration atMost) throws InterruptedException {
        try {
            return ingestion.poll(atMost);
        } catch (FatalException e) {
            throw new ConnectException(e.getMessage(), e);
        }
    }

    /** A record was written; without metadata it was dropped, and nothing else reports that. */
    void written(SourceRecord record, boolean dropped) {
        inFlight.written();
        if (dropped) {
            outputs.get(OffsetFormat.accountId(record.sourcePartition()))
                    .metrics()
                    .add(Metric.NOT_WRITTEN);
        }
    }

    /** Closes everything; the first failure is thrown at the end, and those after it are its suppressed ones. */
    @Override
    public void close() {
        RuntimeException failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().run();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void closeAfter(Throwable startFailure) {
        try {
            close();
        } catch (RuntimeException e) {
            startFailure.addSuppressed(e);
        }
    }
}
