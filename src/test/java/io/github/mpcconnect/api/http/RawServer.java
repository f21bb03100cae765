package io.github.mpcconnect.api.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server of one connection at a time that answers every request head with what a test writes, byte by byte. */
final class RawServer implements AutoCloseable {

    /** Writes the response. */
    interface Script {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final Script script;
    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch clientGone = new CountDownLatch(1);

    RawServer(Script script) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.script = script;
        Thread thread = new Thread(this::serve, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Answers with a head and these bytes. */
    static Script bytes(String headers, byte[] body) {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        response.writeBytes(("HTTP/1.1 200 OK\r\n" + headers + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        response.writeBytes(body);
        return response::writeTo;
    }

    /** Writes a text without end, one character at a time. */
    static Script trickle(String begin, String more) {
        return out -> {
            out.write(begin.getBytes(StandardCharsets.US_ASCII));
            CountDownLatch never = new CountDownLatch(1);
            for (int i = 0; !never.await(5, TimeUnit.MILLISECONDS); i++) {
                out.write(more.charAt(i % more.length()));
                out.flush();
            }
        };
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                serve(socket);
            } catch (IOException e) {
                clientGone.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void serve(Socket socket) throws IOException, InterruptedException {
        InputStream in = socket.getInputStream();
        while (readHead(in)) {
            requested.countDown();
            script.answer(socket.getOutputStream());
            socket.getOutputStream().flush();
        }
        clientGone.countDown();
    }

    private static boolean readHead(InputStream in) throws IOException {
        int matched = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            matched = b == "\r\n\r\n".charAt(matched) ? matched + 1 : b == '\r' ? 1 : 0;
            if (matched == 4) {
                return true;
            }
        }
        return false;
    }

    boolean wasRequested() throws InterruptedException {
        return requested.await(10, TimeUnit.SECONDS);
    }

    /** Whether the client closes the connection. */
    boolean seesTheClientGo() throws InterruptedException {
        return clientGone.await(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
