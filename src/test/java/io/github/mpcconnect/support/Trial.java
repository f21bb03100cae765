package io.github.mpcconnect.support;

import io.github.mpcconnect.simulator.CallBuilder;
import io.github.mpcconnect.simulator.CallGenerator;
import io.github.mpcconnect.simulator.PlivoSimulator;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.SimulatedRequest;
import io.github.mpcconnect.simulator.World;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a test starts from: the simulated API with one account, on a clock that runs from a given time on, independent
 * of the worker's, and perhaps a connector that reads it.
 */
public final class Trial implements AutoCloseable {

    /** A Wednesday afternoon. */
    public static final Instant NOW = Instant.parse("2026-10-14T15:00:00Z");

    private static final String TOKEN = "t0psecr3tT0ken";

    private final SimulatedClock clock;
    private final World world;
    private final SimulatedAccount account;
    private PlivoSimulator api;
    private RunningConnector connector;

    private Trial(Instant now) {
        clock = SimulatedClock.runningFrom(now);
        world = new World(clock);
        account = world.addAccount("MATRIAL", TOKEN).unlimited();
        api = PlivoSimulator.start(world);
    }

    public static Trial at(String now) {
        return at(Instant.parse(now));
    }

    public static Trial at(Instant now) {
        return new Trial(now);
    }

    /**
     * At {@link #NOW}, with a connector that reads all that is in the API's reach; not started yet.
     *
     * @param connector its name, and the prefix of its topics; no other test's
     */
    public static Trial of(String connector) {
        Trial trial = at(NOW);
        trial.connector = new RunningConnector(SharedCluster.get(), connector, trial.api).reading(trial.account);
        return trial;
    }

    public World world() {
        return world;
    }

    public SimulatedAccount account() {
        return account;
    }

    public PlivoSimulator api() {
        return api;
    }

    /** The API's now. */
    public Instant now() {
        return clock.instant();
    }

    public SimulatedClock clock() {
        return clock;
    }

    /** Adds plain calls that end in a range of time. Returns the trial. */
    public Trial calls(int count, String after, String upTo) {
        CallGenerator generator = CallGenerator.seeded(count).plain().mostParticipants(2);
        account.add(generator.ending(Instant.parse(after), Instant.parse(upTo)).calls(count));
        return this;
    }

    /** Adds a call that ended at a time, which may be long past: then it is a late one. */
    public SimulatedCall call(String endedAt) {
        return call(Instant.parse(endedAt));
    }

    public SimulatedCall call(Instant endedAt) {
        SimulatedCall call =
                CallBuilder.aCall().endedAt(endedAt).withParticipants(1).build();
        account.add(call);
        return call;
    }

    /** All calls, as they are at the API now. */
    public List<SimulatedCall> all() {
        return account.calls().all();
    }

    /** All calls compared with the ids that arrived. */
    public Comparison compared(Collection<String> ids) {
        return Comparison.ofIds(all(), ids);
    }

    /** The same, of a topic of calls. */
    public Comparison compared(List<Topic.Line> lines) {
        return Comparison.ofLines(all(), lines);
    }

    /** Searches whose range of end times includes a call's. */
    public Predicate<SimulatedRequest> holds(SimulatedCall call) {
        return request -> request.params().containsKey("end_time__gt")
                && time(request, "end_time__gt").isBefore(call.endTime())
                && !time(request, "end_time__lte").isBefore(call.endTime());
    }

    private static Instant time(SimulatedRequest request, String param) {
        return Instant.parse(request.params().get(param).replace(' ', 'T') + "Z");
    }

    /** Nobody listens at the API's port any more. */
    public void goDown() {
        api.close();
    }

    /** After {@link #goDown}, at the same port. */
    public void comeUp() {
        api = PlivoSimulator.start(world, "127.0.0.1", api.port());
    }

    /** A task on this account that reads three days of history; not started yet. */
    public TaskHarness task(String name) {
        return new TaskHarness(name, api, account).with("history.days", "3");
    }

    /** A connector on this account that reads three days of history; not started yet. */
    public RunningConnector connector(String name) {
        return connector(SharedCluster.get(), name);
    }

    public RunningConnector connector(LocalCluster cluster, String name) {
        return new RunningConnector(cluster, name, api).reading(account).with("history.days", "3");
    }

    /** The trial's own connector, of {@link #of}. */
    public RunningConnector connector() {
        return connector;
    }

    /** All calls of the account arrive at the trial's own connector, each once and right. */
    public Arrived assertAllArriveOnce() {
        Truth truth = Truth.of(account);
        Arrived arrived = connector.await(truth);
        truth.assertExactly(arrived);
        return arrived;
    }

    @Override
    public void close() {
        if (connector != null) {
            connector.close();
        }
        api.close();
    }
}
