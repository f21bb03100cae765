package io.github.mpcconnect.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * A small HTTP/1.1 server whose answers are sent to the letter, Date included, and can be made to fail. A thread for
 * each connection, so that a slow answer holds up no other. After close no socket and no busy thread is left.
 */
final class HttpListener implements AutoCloseable {
    private static final int BACKLOG = 256;

    private final ServerSocket server;
    private final Function<HttpRequestHead, HttpConnection.Exchange> api;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "plivo-simulator");
        thread.setDaemon(true);
        return thread;
    });

    private HttpListener(ServerSocket server, Function<HttpRequestHead, HttpConnection.Exchange> api) {
        this.server = server;
        this.api = api;
    }

    /** @param port 0 for any free one */
    static HttpListener start(String address, int port, Function<HttpRequestHead, HttpConnection.Exchange> api) {
        try {
            ServerSocket server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getByName(address), port), BACKLOG);
            HttpListener listener = new HttpListener(server, api);
            listener.threads.execute(listener::accept);
            return listener;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on " + address + ":" + port, e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many connections are open now; one that its client closed is noticed within a moment. */
    int openConnections() {
        return sockets.size();
    }

    /** Closes the connections that are open now; new ones are accepted. */
    void dropConnections() {
        sockets.forEach(HttpListener::close);
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            dropConnections();
            threads.shutdownNow();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException | RejectedExecutionException e) {
                // Closed, or a client that was gone before it was served: the loop's condition shows which.
            }
        }
        dropConnections();
    }

    private void serve(Socket socket) {
        try {
            new HttpConnection(socket, api, closing).run();
        } finally {
            sockets.remove(socket);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }
}
