package io.github.mpcconnect.api.http;

import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Performs the HTTP exchanges of all accounts of a task. Each ends with a complete response or a failure, no later than
 * its deadline, which covers connecting, head and body, or when the transport is closed. Thread-safe.
 */
public final class HttpTransport implements AutoCloseable {

    private static final TimeValue MAX_SHUTDOWN = TimeValue.ofMilliseconds(300);

    private final CloseableHttpAsyncClient client;
    private final Duration timeout;
    private final ScheduledThreadPoolExecutor deadlines =
            new ScheduledThreadPoolExecutor(1, DaemonThreads.named("plivo-mpc-deadline"));
    private final Set<Exchange<?>> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public HttpTransport(HttpSettings settings) {
        this.client = HttpClients.create(settings);
        this.timeout = settings.responseTimeout();
        deadlines.setRemoveOnCancelPolicy(true);
    }

    /**
     * Sends a request without blocking. The future completes on an I/O thread; cancelling it aborts the exchange.
     *
     * @param request must have a scheme and an authority
     */
    <T> CompletableFuture<T> send(HttpRequest request, Exchange.Reader<T> reader) {
        Exchange<T> exchange = new Exchange<>(reader);
        open.add(exchange);
        exchange.result().whenComplete((answer, failure) -> open.remove(exchange));
        if (closed) {
            exchange.failed(closedException());
            return exchange.result();
        }
        exchange.begin(client, request);
        exchange.endAfter(deadlines, timeout);
        return exchange.result();
    }

    private static ConnectionClosedException closedException() {
        return new ConnectionClosedException("The client was closed");
    }

    /** Aborts all exchanges in flight. I/O threads get a moment to end by themselves; cut off, they log errors. */
    @Override
    public void close() {
        closed = true;
        client.initiateShutdown();
        open.forEach(exchange -> exchange.failed(closedException()));
        deadlines.shutdownNow();
        try {
            client.awaitShutdown(MAX_SHUTDOWN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close(CloseMode.IMMEDIATE);
    }
}
