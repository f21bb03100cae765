package io.github.mpcconnect.simulation;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.batch.Account;
import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.batch.BatchQueue;
import io.github.mpcconnect.days.send.TaskMemory;
import io.github.mpcconnect.ingest.AccountApi;
import io.github.mpcconnect.ingest.AccountIngestion;
import io.github.mpcconnect.ingest.TaskParts;
import io.github.mpcconnect.ingest.WorkOrder;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.record.SourceRecords;
import io.github.mpcconnect.request.VirtualLoop;
import org.apache.kafka.connect.source.SourceRecord;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One start of the connector's task: the real reading of all accounts, on a loop in virtual time. */
final class Engine {

    private final VirtualLoop loop;
    private final TaskMemory memory = new TaskMemory(32L << 20, 2_000_000);
    private final BatchQueue queue;
    private final SourceRecords records;
    private final Map<String, AccountIngestion> accounts = new HashMap<>();
    private final Map<String, WorldApi> apis = new HashMap<>();
    private final Map<String, AccountMetrics> metrics = new HashMap<>();

    Engine(World world, WorldTime time, Map<String, Server> servers, Kafka kafka) {
        World.Settings settings = world.settings();
        this.loop = time.loop();
        this.queue = new BatchQueue(WorkOrder.of(settings.account().history().order()), this::taken);
        this.records = new SourceRecords(settings.account(), world.exactlyOnce());
        Draw draw = new Draw(world.seed());
        TaskParts parts = new TaskParts(loop, queue, memory, kafka, Runnable::run, draw::fraction);
        servers.forEach((id, server) -> {
            ApiClock clock = new ApiClock(settings.account().ended().settleDelay(), loop::nanos);
            WorldApi api = new WorldApi(server, time, clock, settings.timeout());
            AccountMetrics counts = new AccountMetrics();
            AccountApi account = new AccountApi(new Account(id, id), settings.account(), api, clock, counts);
            apis.put(id, api);
            metrics.put(id, counts);
            accounts.put(id, new AccountIngestion(account, parts));
        });
        accounts.values().forEach(account -> loop.execute(account::start));
    }

    private void taken(Batch batch) {
        loop.execute(() -> {
            memory.taken(batch);
            accounts.get(batch.account().id()).taken();
        });
    }

    /** A poll begins, and time passes. */
    void poll(Duration time) {
        loop.execute(() -> accounts.values().forEach(AccountIngestion::polled));
        loop.advance(time);
    }

    /** Time passes without a poll. */
    void advance(Duration time) {
        loop.advance(time);
    }

    /** Time passes and nothing runs. */
    void sleep(Duration time) {
        loop.sleep(time);
    }

    /** The next batch; null where none waits. */
    Batch take() {
        try {
            return queue.take(Duration.ZERO);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    List<SourceRecord> records(Batch batch) {
        return records.of(batch);
    }

    /** Whether no request is open. */
    boolean isQuiet() {
        return apis.values().stream().allMatch(api -> api.open() == 0);
    }

    long heldBytes() {
        return memory.used();
    }

    long steps() {
        return loop.steps();
    }

    AccountMetrics metrics(String account) {
        return metrics.get(account);
    }

    void close() {
        queue.close();
        loop.execute(() -> accounts.values().forEach(AccountIngestion::close));
        loop.runDue();
    }
}
