package io.github.mpcconnect.api.http;

import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Collects one response on the I/O thread. Only a complete response is passed on, and only after its connection is back
 * in the pool, so that the next request can use it.
 */
final class AnswerConsumer implements AsyncResponseConsumer<HttpAnswer> {

    private final Consumer<HttpAnswer> next;
    private final AtomicReference<HttpAnswer> answer = new AtomicReference<>();
    private HttpResponse head;
    private Body body;
    private FutureCallback<HttpAnswer> callback;

    AnswerConsumer(Consumer<HttpAnswer> next) {
        this.next = next;
    }

    @Override
    public void consumeResponse(
            HttpResponse response, EntityDetails entity, HttpContext context, FutureCallback<HttpAnswer> result)
            throws IOException {
        head = response;
        callback = result;
        body = new Body(entity == null ? 0 : entity.getContentLength(), header(HttpHeaders.CONTENT_ENCODING));
        if (entity == null) {
            complete(ByteBuffer.allocate(0));
        }
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {}

    @Override
    public void updateCapacity(CapacityChannel capacity) throws IOException {
        capacity.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer bytes) throws IOException {
        body.add(bytes);
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) throws IOException {
        complete(body.content());
    }

    private void complete(ByteBuffer content) {
        HttpAnswer complete = new HttpAnswer(
                head.getCode(),
                header(HttpHeaders.DATE),
                header(HttpHeaders.RETRY_AFTER),
                header(HttpHeaders.LOCATION),
                content);
        answer.set(complete);
        callback.completed(complete);
    }

    private String header(String name) {
        Header header = head.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    @Override
    public void failed(Exception cause) {}

    @Override
    public void releaseResources() {
        HttpAnswer complete = answer.getAndSet(null);
        if (complete != null) {
            next.accept(complete);
        }
    }
}
