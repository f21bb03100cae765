package io.github.mpcconnect.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** The {@link SimulatedApi}, which shares no heap and no garbage collector with what is measured. */
final class ApiProcess implements AutoCloseable {

    static final Duration HISTORY = Duration.ofDays(88);

    private final JvmProcess process;
    private final String url;

    private ApiProcess(JvmProcess process) {
        this.process = process;
        this.url = process.line();
    }

    /** What was asked of the API since the last reset. */
    record Counts(long lists, long participants, long refused, long deepestOffset, long mostInAnySpan) {

        long requests() {
            return lists + participants;
        }
    }

    /** @param calls how many its histories hold together, at most */
    static ApiProcess start(int calls) {
        return new ApiProcess(JvmProcess.start(SimulatedApi.class, 512 + calls / 250 + "m"));
    }

    String url() {
        return url;
    }

    /** An account that is allowed 300 requests in 5 s. */
    void addLimitedAccount(String id, int calls) {
        process.ask("account " + id + " " + calls + " true " + HISTORY.toSeconds());
    }

    void addAccount(String id, int calls) {
        addAccount(id, calls, HISTORY);
    }

    /** @param history how long ago the first of the calls was */
    void addAccount(String id, int calls, Duration history) {
        process.ask("account " + id + " " + calls + " false " + history.toSeconds());
    }

    void letCallsEnd(String id, int perSecond, Duration howLong) {
        process.ask("ending " + id + " " + perSecond + " " + howLong.toSeconds());
    }

    void network(Duration roundTrip, Duration stall, Duration every) {
        process.ask("network " + roundTrip.toMillis() + " " + stall.toMillis() + " " + every.toMillis());
    }

    /** What each call that a list passes over costs, in microseconds. */
    void chargeForOffsets(int micros) {
        process.ask("offset-cost " + micros);
    }

    void reset() {
        process.ask("reset");
    }

    void log(int requests) {
        process.ask("log " + requests);
    }

    /** Writes the addresses of the requests in the log to a file. */
    void writeUrls(Path file) {
        process.ask("urls " + file.toAbsolutePath());
    }

    Counts counts(String account) {
        long[] counts = Arrays.stream(process.ask("traffic " + account).split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
        return new Counts(counts[0], counts[1], counts[2], counts[3], counts[4]);
    }

    Duration cpu() {
        return process.cpu();
    }

    @Override
    public void close() {
        process.close();
    }
}
