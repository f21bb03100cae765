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
 * One request and its response. When its result is there, however it came about, its connection is back in the pool or
 * cut off; one that is still being made is cut off as soon as it is there.
 *
 * <p>The client's own future is never cancelled: where a pooled connection was at hand, it has lost sight of the
 * exchange and would leave the connection leased.
 */
final class Exchange<T> implements FutureCallback<HttpAnswer> {

    private static final String ATTRIBUTE = "plivo-mpc.exchange";

    /** What a response, or its absence, means. */
    interface Reader<T> {

        /** Runs on the I/O thread; what it throws fails the exchange. */
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
                cutOff();
            }
        });
    }

    private void cutOff() {
        AsyncExecRuntime present = connection;
        if (present != null && present.isEndpointConnected()) {
            present.discardEndpoint();
        }
    }

    /** First in a client's chain: notes where the exchange will find its connection. */
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

    /** Last in a client's chain, with a connection: does not send what nobody waits for any longer. */
    static void connected(
            HttpRequest request,
            AsyncEntityProducer entity,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        if (scope.clientContext.getAttribute(ATTRIBUTE) instanceof Exchange<?> exchange && exchange.result.isDone()) {
            scope.execRuntime.discardEndpoint();
            callback.failed(new InterruptedIOException("The exchange ended before it was sent"));
            return;
        }
        try {
            chain.proceed(request, entity, scope, callback);
        } catch (IllegalStateException cutOffMeanwhile) {
            callback.failed(cutOffMeanwhile);
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

    /** The response is read when its connection is back in the pool. */
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
