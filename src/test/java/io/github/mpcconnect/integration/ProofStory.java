package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.CallBuilder;
import io.github.mpcconnect.support.Comparison;
import io.github.mpcconnect.support.LocalCluster;
import io.github.mpcconnect.support.SharedCluster;
import io.github.mpcconnect.support.Topic;
import io.github.mpcconnect.support.Topic.Line;
import io.github.mpcconnect.support.Trial;
import io.github.mpcconnect.support.WorkerProcess;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Four days in the life of a connector with exactly-once: its worker is killed while history loads and while late calls
 * and late bills are found, the API changes and forgets calls while it runs and while it is down, and midnights pass
 * while it is down, until all four days are closed.
 */
final class ProofStory implements AutoCloseable {

    static final List<String> DAYS = List.of("2026-11-18", "2026-11-19", "2026-11-20", "2026-11-21");
    static final String BILL_CORRECTED = "bill-corrected";
    static final int KILLS = 4;
    static final String DAY_OF_A_BILL_CHANGED_TWICE = "2026-11-21";
    static final long CALLS = 906;
    static final long LATE_CALLS = 6;
    /** A late bill, a corrected one, one that was late while down, one that changed twice, and an end that moved. */
    static final long CORRECTIONS = 5;

    private static final String VANISHED = "vanishes";
    private static final Map<String, String> WORKER = new HashMap<>(WorkerProcess.KILLABLE_EXACTLY_ONCE);

    static {
        WORKER.putAll(Map.of(
                "value.converter.schemas.enable", "false",
                "value.converter.decimal.format", "NUMERIC"));
    }

    private final LocalCluster cluster = SharedCluster.get();
    private final Trial trial = Trial.at("2026-11-21T12:00:00Z");
    private final String name;
    private final Topic calls;
    private final Topic days;
    private WorkerProcess worker;

    /**
     * What a consumer with {@code read_committed} sees.
     *
     * @param compared of what was sent as new or late
     */
    record Topics(List<Line> calls, List<Line> days, Comparison compared) {}

    ProofStory(String name) {
        this.name = name;
        calls = new Topic(cluster.bootstrapServers(), name + ".mpc.calls");
        days = new Topic(cluster.bootstrapServers(), name + ".mpc.days");
        trial.calls(300, "2026-11-18T00:00:00Z", "2026-11-19T00:00:00Z")
                .calls(150, "2026-11-19T00:00:00Z", "2026-11-20T00:00:00Z")
                .calls(301, "2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z")
                .calls(149, "2026-11-21T00:00:00Z", "2026-11-21T11:50:00Z");
        put("bill-late", "2026-11-21T09:00:00Z", null);
        put(BILL_CORRECTED, "2026-11-20T09:00:00Z", "0.10000");
        put("bill-late-while-down", "2026-11-20T10:00:00Z", null);
        put("bill-changed-twice", "2026-11-21T11:00:00Z", "0.10000");
        put("end-moves", "2026-11-20T23:50:00Z", "0.30000");
        put(VANISHED, "2026-11-20T13:00:00Z", "0.40000");
        trial.api().quirks().latency(Duration.ofMillis(5), Duration.ofMillis(25), 1);
    }

    /** Adds a call to the API, or changes it there. */
    private void put(String id, String end, String bill) {
        CallBuilder call = CallBuilder.aCall().uuid(id).named(id).endedAt(end).withParticipants(1);
        trial.account().add(bill == null ? call.withoutBill() : call.withAmount(bill));
    }

    Topics live() {
        start();
        worker.rest().put(name, config());
        loadHistoryWithTwoKills();
        changeWhileRunning();
        kill();
        changeWhileDown();
        start();
        changeABillAgain();
        kill();
        trial.clock().set(Instant.parse("2026-11-23T00:30:00Z"));
        start();
        days.until(rows -> DAYS.stream().allMatch(day -> isClosed(rows, day)));
        return new Topics(List.copyOf(calls.toEnd()), List.copyOf(days.toEnd()), compared());
    }

    /** The call that vanished was sent as well. */
    private Comparison compared() {
        put(VANISHED, "2026-11-20T13:00:00Z", "0.40000");
        return trial.compared(calls.lines().stream()
                .filter(line -> !line.text("change").equals("correction"))
                .toList());
    }

    private void loadHistoryWithTwoKills() {
        for (int kill = 0; kill < 2; kill++) {
            int seen = calls.lines().size();
            calls.until(lines -> lines.size() >= seen + 200);
            kill();
            start();
        }
        calls.until(lines -> lines.size() >= CALLS);
    }

    private void changeWhileRunning() {
        put("late-1", "2026-11-20T08:00:00.5Z", "0.01000");
        put("late-2", "2026-11-20T23:59:59.5Z", "0.02000");
        put("late-3", "2026-11-21T08:00:00.5Z", "0.03000");
        awaitSent("late-1", "late-2", "late-3");
        put("bill-late", "2026-11-21T09:00:00Z", "0.50000");
        put(BILL_CORRECTED, "2026-11-20T09:00:00Z", "0.11000");
        put("end-moves", "2026-11-21T00:10:00Z", "0.30000");
        trial.account().calls().remove(VANISHED);
        awaitCorrected("bill-late", BILL_CORRECTED, "end-moves");
        awaitRow("2026-11-20", row -> row.value().path("vanished_calls").asLong() == 2);
    }

    private void changeWhileDown() {
        put("late-4", "2026-11-20T08:00:01.5Z", "0.04000");
        put("late-5", "2026-11-20T08:00:02.5Z", "0.05000");
        put("late-6", "2026-11-21T08:00:03.5Z", "0.06000");
        put("bill-late-while-down", "2026-11-20T10:00:00Z", "0.60000");
        put("bill-changed-twice", "2026-11-21T11:00:00Z", "0.20000");
    }

    private void changeABillAgain() {
        awaitSent("late-4", "late-5", "late-6");
        awaitCorrected("bill-late-while-down");
        put("bill-changed-twice", "2026-11-21T11:00:00Z", "0.25000");
        awaitCorrected("bill-changed-twice");
    }

    private void awaitSent(String... ids) {
        await(line -> true, ids);
    }

    private void awaitCorrected(String... ids) {
        await(line -> line.text("change").equals("correction"), ids);
    }

    private void await(Predicate<Line> which, String... ids) {
        calls.until(lines -> lines.stream()
                .filter(which)
                .map(line -> line.text("mpc_uuid"))
                .toList()
                .containsAll(List.of(ids)));
    }

    private void awaitRow(String day, Predicate<Line> which) {
        days.until(rows -> rows.stream().anyMatch(row -> isOf(row, day) && which.test(row)));
    }

    private static boolean isClosed(List<Line> rows, String day) {
        return rows.stream().anyMatch(row -> isOf(row, day) && row.text("state").equals("closed"));
    }

    private static boolean isOf(Line row, String day) {
        return row.value().path("day").asLong() == LocalDate.parse(day).toEpochDay();
    }

    private void start() {
        worker = WorkerProcess.start(cluster.bootstrapServers(), name, WORKER);
    }

    /** SIGKILL. */
    private void kill() {
        worker.kill();
    }

    private Map<String, String> config() {
        Map<String, String> config = new HashMap<>(trial.connector(name)
                .with("history.days", "6")
                .with("start.time", "2026-11-18T00:00:00Z")
                .with("window.max.calls", "40")
                .with("audit.days", "1")
                .with("audit.interval.ms", "500")
                .with("audit.listing.interval.ms", "1000")
                .config());
        config.put("topic.creation.groups", "tables");
        config.put("topic.creation.tables.include", ".*\\.mpc\\.days");
        config.put("topic.creation.tables.cleanup.policy", "compact");
        return config;
    }

    @Override
    public void close() {
        if (worker != null) {
            worker.kill();
        }
        calls.close();
        days.close();
        trial.close();
    }
}
