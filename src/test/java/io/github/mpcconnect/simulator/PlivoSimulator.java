package io.github.mpcconnect.simulator;

import io.github.mpcconnect.simulator.ListQuery.ListQueryReader;
import io.github.mpcconnect.simulator.ListQuery.ListQueryReader.BadRequest;
import io.github.mpcconnect.simulator.ListQuery.Listing;
import io.github.mpcconnect.simulator.ObjectWriter.PageWriter;
import io.github.mpcconnect.simulator.Quirks.RetryAfter;
import io.github.mpcconnect.simulator.SimulatedRequest.Kind;
import io.github.mpcconnect.simulator.Traffic.SlidingCount;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Plivo's Multiparty Call API over HTTP, strict wherever its pages say something: what it answers 400 to, the real one
 * may. Serves a {@link World}, which may change meanwhile; fails to order ({@link #faults}) and keeps count
 * ({@link #traffic}). A request sees the world as it was when it arrived, and its Date says so.
 */
public final class PlivoSimulator implements AutoCloseable {
    private final World world;
    private final Quirks quirks = new Quirks();
    private final Faults faults = new Faults();
    private final Traffic traffic = new Traffic();
    private final Map<String, SlidingCount> admitted = new ConcurrentHashMap<>();
    private final String address;
    private HttpListener listener;

    private PlivoSimulator(World world, String address) {
        this.world = world;
        this.address = address;
    }

    /** On the loopback interface and a free port. */
    public static PlivoSimulator start(World world) {
        return start(world, "127.0.0.1", 0);
    }

    /**
     * @param address {@code 0.0.0.0} for all interfaces
     * @param port 0 for any free one
     */
    public static PlivoSimulator start(World world, String address, int port) {
        PlivoSimulator simulator = new PlivoSimulator(world, address);
        simulator.listener = HttpListener.start(address, port, simulator::exchange);
        return simulator;
    }

    /** Without a slash at its end. */
    public String url() {
        return "http://" + (address.equals("0.0.0.0") ? "127.0.0.1" : address) + ":" + port();
    }

    public int port() {
        return listener.port();
    }

    public World world() {
        return world;
    }

    public Quirks quirks() {
        return quirks;
    }

    public Faults faults() {
        return faults;
    }

    public Traffic traffic() {
        return traffic;
    }

    /** How many connections clients hold open now. */
    public int openConnections() {
        return listener.openConnections();
    }

    /** Closes the connections that are open now, as a restarted server would; new ones are accepted. */
    public void dropConnections() {
        listener.dropConnections();
    }

    @Override
    public void close() {
        listener.close();
    }

    private HttpConnection.Exchange exchange(HttpRequestHead head) {
        awaitArrival();
        SimulatedRequest request = SimulatedRequest.of(head, world.clock().instant());
        SimulatedAccount account = request.account().isEmpty() ? null : world.account(request.account());
        long nanos = System.nanoTime();
        traffic.arrived(account, nanos);
        Duration wait = account == null ? Duration.ZERO : admit(account, nanos);
        Answer answer = answerWithFaults(request, wait);
        traffic.answered(request, window(request), answer.status());
        return new HttpConnection.Exchange(
                answer.delayedBy(quirks.nextLatency(request.number("offset", 0))), traffic::done);
    }

    private void awaitArrival() {
        try {
            TimeUnit.NANOSECONDS.sleep(quirks.nextWayIn().toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * 500 with the reason where the simulator itself, or a fault's effect, goes wrong: a client must not hang on that.
     */
    private Answer answerWithFaults(SimulatedRequest request, Duration wait) {
        try {
            return faults.answer(request, asked -> wait.isZero() ? answer(asked) : tooMany(asked, wait));
        } catch (RuntimeException e) {
            return Answer.error(request, 500, "the simulator itself failed: " + e);
        }
    }

    /** Zero where the request is within the account's allowance; refused requests do not count towards it. */
    private Duration admit(SimulatedAccount account, long nanos) {
        SimulatedAccount.Allowance allowance = account.allowance();
        if (allowance.equals(SimulatedAccount.Allowance.UNLIMITED)) {
            return Duration.ZERO;
        }
        return admitted.computeIfAbsent(account.authId(), id -> new SlidingCount())
                .add(nanos, allowance.requests(), allowance.period());
    }

    private Answer answer(SimulatedRequest request) {
        if (request.kind() == Kind.OTHER) {
            return Answer.error(request, 404, "not found: " + request.path());
        }
        if (!request.method().equals("GET")) {
            return Answer.error(request, 405, "method not allowed: " + request.method());
        }
        SimulatedAccount account = world.account(request.account());
        if (account == null || !isAuthorized(account, request.authorization())) {
            return Answer.error(request, 401, "authentication failed");
        }
        try {
            return request.kind() == Kind.CALLS ? calls(account, request) : participants(account, request);
        } catch (BadRequest e) {
            return Answer.error(request, 400, e.getMessage());
        }
    }

    private Answer calls(SimulatedAccount account, SimulatedRequest request) {
        ListQuery query = accepted(request, ListQueryReader.calls(request.params()));
        Listing<SimulatedCall> listing = account.calls().list(query, request.arrived());
        ObjectWriter writer = new ObjectWriter(account, request.arrived(), quirks);
        return Answer.ok(request, new PageWriter(request, query).page(listing, writer::call, quirks.totalCount()));
    }

    private Answer participants(SimulatedAccount account, SimulatedRequest request) {
        ListQuery query = accepted(request, ListQueryReader.participants(request.params()));
        Instant now = request.arrived();
        CallTable calls = account.calls();
        ObjectWriter writer = new ObjectWriter(account, now, quirks);
        return calls.called(request.subject(), now)
                .flatMap(call -> calls.participants(call, query.limit(), query.offset(), now)
                        .map(listing -> new PageWriter(request, query)
                                .page(
                                        listing,
                                        each -> writer.participant(each, call, request.path()),
                                        quirks.totalCount())))
                .map(page -> Answer.ok(request, page))
                .orElseGet(() -> Answer.error(request, 404, "no such call"));
    }

    private ListQuery accepted(SimulatedRequest request, ListQuery query) {
        if (request.fault() != null) {
            throw new BadRequest(request.fault());
        }
        query.refusal(request.arrived(), quirks.futureIsRefused()).ifPresent(reason -> {
            throw new BadRequest(reason);
        });
        return query;
    }

    private Answer tooMany(SimulatedRequest request, Duration wait) {
        Answer answer = Answer.error(request, 429, "too many requests");
        long seconds = wait.plusNanos(999_999_999).toSeconds();
        RetryAfter form = quirks.retryAfter();
        return switch (form) {
            case NONE -> answer;
            case SECONDS -> answer.withHeader("Retry-After", String.valueOf(seconds));
            case DATE ->
                answer.withHeader(
                        "Retry-After", Answer.httpDate(request.arrived().plusSeconds(seconds)));
        };
    }

    private static boolean isAuthorized(SimulatedAccount account, String authorization) {
        String credentials = account.authId() + ":" + account.authToken();
        return authorization.equals(
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    private static Duration window(SimulatedRequest request) {
        try {
            return request.kind() == Kind.CALLS
                    ? ListQueryReader.calls(request.params()).endTime().length()
                    : null;
        } catch (BadRequest e) {
            return null;
        }
    }
}
