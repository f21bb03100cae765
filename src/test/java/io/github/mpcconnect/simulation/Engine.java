package io.github.mpcconnect.simulation;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.batch.Account;
import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.ingest.AccountApi;
import io.github.mpcconnect.ingest.VirtualEngine;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.record.SourceRecords;
import io.github.mpcconnect.request.VirtualLoop;
import org.apache.kafka.connect.source.SourceRecord;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One start of the connector: the real engine in virtual time, with the world's API and the form of its records. */
final class Engine {

    private static final long MAX_IDS = 2_000_000;

    private final VirtualLoop loop;
    private final VirtualEngine accounts;
    private final SourceRecords records;
    private final List<WorldApi> apis = new ArrayList<>();

    Engine(World world, WorldTime time, Map<String, Server> servers, Kafka kafka) {
        World.Settings settings = world.settings();
        this.loop = time.loop();
        this.records = new SourceRecords(settings.account(), world.exactlyOnce());
        Draw draw = new Draw(world.seed());
        this.accounts = new VirtualEngine(loop, settings.account().history().order(), MAX_IDS, kafka, draw::fraction);
        servers.forEach((id, server) -> {
            ApiClock clock = new ApiClock(settings.account().ended().settleDelay(), loop::nanos);
            WorldApi api = new WorldApi(server, time, clock, settings.timeout());
            apis.add(api);
            accounts.start(new AccountApi(new Account(id, id), settings.account(), api, clock, new AccountMetrics()));
        });
    }

    /** A poll begins, and time passes. */
    void poll(Duration time) {
        accounts.polled();
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
        return accounts.take();
    }

    List<SourceRecord> records(Batch batch) {
        return records.of(batch);
    }

    /** Whether no request is open. */
    boolean isQuiet() {
        return apis.stream().allMatch(api -> api.open() == 0);
    }

    long heldBytes() {
        return accounts.heldBytes();
    }

    void close() {
        accounts.close();
    }
}
