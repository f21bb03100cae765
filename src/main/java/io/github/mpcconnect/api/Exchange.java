package io.github.mpcconnect.api;

import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One request and its response. When its result is there, however it came about, nothing of it is left. */
final class Exchange<T> implements FutureCallback<HttpAnswer> {

    /** What a response, or its absence, means. */
    interface Reader<T> {

        /** Runs on the I/O thread; what it throws fails the exchange. */
        T read(HttpAnswer answer);

        RuntimeException failure(Exception cause);
    }

    private final Reader<T> reader;
    private final CompletableFuture<T> result = new CompletableFuture<>();

    Exchange(Reader<T> reader) {
        this.reader = reader;
    }

    CompletableFuture<T> result() {
        return result;
    }

    void begin(CloseableHttpAsyncClient client, HttpRequest request) {
        BasicRequestProducer producer = new BasicRequestProducer(request, null);
        Future<HttpAnswer> exchange = client.execute(null, producer, new AnswerConsumer(this::read), null, null, this);
        result.whenComplete((value, failure) -> {
            if (failure != null) {
                exchange.cancel(true);
            }
        });
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
