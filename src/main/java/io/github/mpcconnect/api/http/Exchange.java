package io.github.mpcconnect.api.http;

import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One request and its response. Once the result is complete, for whatever reason, the connection has been returned to
 * the pool or closed; a connection that is still being opened is closed as soon as it is open.
 *
 * <p>The client's own future is never cancelled: with a pooled connection it is no longer linked to the exchange, and
 * cancelling it would leave the connection leased.
 */
final class Exchange<T> implements FutureCallback<HttpAnswer> {

    private static final String ATTRIBUTE = "plivo-mpc.exchange";

    /** Converts a response, or the failure to receive one. */
    interface Reader<T> {

        /** Runs on the I/O thread. An exception fails the exchange. */
        T read(HttpAnswer answer);

        RuntimeException failure(Exception cause);
    }

    private final Reader<T> reader;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private volatile AsyncExecRuntime connection;

    Exchange(Reader<T> reader) {
        this.reader = reader;
    }

    CompletableFuture<T> result() {
        return result;
    }

    void begin(CloseableHttpAsyncClient client, HttpRequest request) {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(ATTRIBUTE, this);
        BasicRequestProducer producer = new BasicRequestProducer(request, null);
        client.execute(null, producer, new AnswerConsumer(this::read), null, context, this);
        result.whenComplete((value, failure) -> {
            if (failure != null) {
                closeConnection();
            }
        });
    }

    private void closeConnection() {
        AsyncExecRuntime current = connection;
        if (current != null && current.isEndpointConnected()) {
            current.discardEndpoint();
        }
    }

    /** The first interceptor of the client: remembers where the exchange will find its connection. */
    static void begun(
            HttpRequest request,
            AsyncEntityProducer entity,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        if (scope.clientContext.getAttribute(ATTRIBUTE) instanceof Exchange<?> exchange) {
            exchange.connection = scope.execRuntime;
        }
        chain.proceed(request, entity, scope, callback);
    }

    /**
     * The last interceptor of the client, which has a connection: does not send a request whose result is already
     * complete.
     */
    static void connected(
            HttpRequest request,
            AsyncEntityProducer entity,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        if (scope.clientContext.getAttribute(ATTRIBUTE) instanceof Exchange<?> exchange && exchange.result.isDone()) {
            scope.execRuntime.discardEndpoint();
            callback.failed(new InterruptedIOException("The exchange ended before the request was sent"));
            return;
        }
        try {
            chain.proceed(request, entity, scope, callback);
        } catch (IllegalStateException closedMeanwhile) {
            callback.failed(closedMeanwhile);
        }
    }

    void endAfter(ScheduledExecutorService deadlines, Duration timeout) {
        try {
            Future<?> deadline = deadlines.schedule(
                    () -> failed(new InterruptedIOException("The response was not complete after " + timeout)),
                    timeout.toNanos(),
                    TimeUnit.NANOSECONDS);
            result.whenComplete((value, failure) -> deadline.cancel(false));
        } catch (RejectedExecutionException e) {
            failed(e);
        }
    }

    private void read(HttpAnswer answer) {
        try {
            result.complete(reader.read(answer));
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    /** Does nothing: the response is read after its connection is back in the pool. */
    @Override
    public void completed(HttpAnswer answer) {}

    @Override
    public void failed(Exception cause) {
        if (!result.isDone()) {
            result.completeExceptionally(reader.failure(cause));
        }
    }

    @Override
    public void cancelled() {
        failed(new InterruptedIOException("The exchange was cancelled"));
    }
}
