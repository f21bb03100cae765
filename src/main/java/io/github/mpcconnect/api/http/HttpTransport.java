package io.github.mpcconnect.api.http;

import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.io.CloseMode;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Makes HTTP exchanges, for all accounts of a task. Each ends with a complete response or a failure: at the latest when
 * its one deadline, over connecting, head and body, is over, or when this is closed. Safe for use by several threads.
 */
public final class HttpTransport implements AutoCloseable {

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
     * Sends a request; it never blocks. The future completes on an I/O thread; cancelling it cuts the exchange off.
     *
     * @param request with scheme and authority
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

    /** Cuts off what is in flight. */
    @Override
    public void close() {
        closed = true;
        client.close(CloseMode.IMMEDIATE);
        open.forEach(exchange -> exchange.failed(closedException()));
        deadlines.shutdownNow();
    }
}
