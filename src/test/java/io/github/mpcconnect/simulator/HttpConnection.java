package io.github.mpcconnect.simulator;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** One client's connection: answers its requests one after the other, keeping it alive, until either side closes. */
final class HttpConnection implements Runnable {
    private static final int GZIP_FROM = 1024;
    private static final Duration LOOK_AFTER_CLIENT = Duration.ofMillis(100);
    private static final byte[] BLANKS = " ".repeat(4096).getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final Function<HttpRequestHead, Exchange> api;
    private final CountDownLatch closing;
    private InputStream in;

    /** The answer to send, and what to do once it is out or has failed. */
    record Exchange(Answer answer, Runnable done) {}

    /** @param closing reaches zero when the server closes: then nothing is held back any longer */
    HttpConnection(Socket socket, Function<HttpRequestHead, Exchange> api, CountDownLatch closing) {
        this.socket = socket;
        this.api = api;
        this.closing = closing;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
            OutputStream out = socket.getOutputStream();
            HttpRequestHead head = HttpRequestHead.read(in);
            while (head != null && answer(head, out) && !head.wantsClose()) {
                head = HttpRequestHead.read(in);
            }
        } catch (IOException | NumberFormatException clientIsGone) {
            // The client closed the socket: nothing can be sent.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** False where the connection is to be closed. */
    private boolean answer(HttpRequestHead head, OutputStream out) throws IOException, InterruptedException {
        Exchange exchange = api.apply(head);
        try {
            Answer answer = exchange.answer();
            if (isClosingWithin(answer.delay())) {
                return false;
            }
            if (answer.delivery() instanceof Answer.Reset) {
                socket.setSoLinger(true, 0);
                return false;
            }
            byte[] body = answer.body();
            if (answer.delivery() instanceof Answer.Endless endless) {
                writeForEver(answer, body, endless.pause(), out);
            }
            return writeOnce(head, answer, body, out);
        } finally {
            exchange.done().run();
        }
    }

    private boolean writeOnce(HttpRequestHead head, Answer answer, byte[] body, OutputStream out) throws IOException {
        boolean cut = answer.delivery() instanceof Answer.Cut;
        boolean zipped = head.acceptsGzip() && body.length > GZIP_FROM;
        byte[] sent = zipped ? gzip(body) : body;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(sent.length + 512);
        writeHead(answer, zipped, "Content-Length: " + sent.length, bytes);
        if (!head.method().equals("HEAD")) {
            bytes.write(sent, 0, cut ? sent.length / 2 : sent.length);
        }
        bytes.writeTo(out);
        return !cut;
    }

    private void writeForEver(Answer answer, byte[] body, Duration pause, OutputStream out)
            throws IOException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + 512);
        writeHead(answer, false, "Transfer-Encoding: chunked", bytes);
        writeChunk(body, body.length - 1, bytes);
        bytes.writeTo(out);
        boolean slow = !pause.isZero();
        while (!isClosingWithin(pause)) {
            writeChunk(BLANKS, slow ? 1 : BLANKS.length, out);
        }
        throw new IOException("closed while a body was being sent that has no end");
    }

    private static void writeHead(Answer answer, boolean zipped, String framing, ByteArrayOutputStream bytes) {
        StringBuilder head = new StringBuilder(256);
        head.append("HTTP/1.1 ").append(answer.status()).append(' ').append(reason(answer.status()));
        answer.headers()
                .forEach((name, value) ->
                        head.append("\r\n").append(name).append(": ").append(value));
        head.append(zipped ? "\r\nContent-Encoding: gzip" : "")
                .append("\r\n")
                .append(framing)
                .append("\r\n\r\n");
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void writeChunk(byte[] bytes, int length, OutputStream out) throws IOException {
        out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes, 0, length);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
        try (OutputStream zip = new FastGzip(bytes)) {
            zip.write(body);
        }
        return bytes.toByteArray();
    }

    /** Waits that long; true as soon as the server closes. A client that goes away meanwhile is noticed. */
    private boolean isClosingWithin(Duration delay) throws IOException, InterruptedException {
        long end = System.nanoTime() + delay.toNanos();
        for (long left = delay.toNanos(); left > 0; left = end - System.nanoTime()) {
            if (closing.await(Math.min(left, LOOK_AFTER_CLIENT.toNanos()), TimeUnit.NANOSECONDS)) {
                return true;
            }
            if (left > LOOK_AFTER_CLIENT.toNanos()) {
                checkThatClientIsThere();
            }
        }
        return closing.getCount() == 0;
    }

    private void checkThatClientIsThere() throws IOException {
        in.mark(1);
        socket.setSoTimeout(1);
        try {
            if (in.read() < 0) {
                throw new IOException("the client went away before it was answered");
            }
            in.reset();
        } catch (SocketTimeoutException silent) {
            in.reset();
        } finally {
            socket.setSoTimeout(0);
        }
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 302 -> "Found";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            default -> "Status " + status;
        };
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 4096);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
