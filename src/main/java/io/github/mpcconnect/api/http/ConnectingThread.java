package io.github.mpcconnect.api.http;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.impl.nio.DefaultAsyncClientConnectionOperator;
import org.apache.hc.client5.http.nio.ManagedAsyncClientConnection;
import org.apache.hc.core5.concurrent.ComplexFuture;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.concurrent.FutureContribution;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.util.Timeout;

import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Starts connections on a separate thread, which ends when idle. Resolving a host name blocks, and must block neither
 * the thread that sends a request nor an I/O thread.
 */
final class ConnectingThread extends DefaultAsyncClientConnectionOperator {

    private static final long IDLE_SECONDS = 1;

    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            DaemonThreads.named("plivo-mpc-connect"));

    ConnectingThread(TlsStrategy tls, SchemePortResolver ports, DnsResolver names) {
        super(
                RegistryBuilder.<TlsStrategy>create()
                        .register(URIScheme.HTTPS.getId(), tls)
                        .build(),
                ports,
                names);
        thread.allowCoreThreadTimeOut(true);
    }

    @Override
    public Future<ManagedAsyncClientConnection> connect(
            ConnectionInitiator initiator,
            HttpHost endpoint,
            Path unixSocket,
            NamedEndpoint name,
            SocketAddress local,
            Timeout timeout,
            Object attachment,
            HttpContext context,
            FutureCallback<ManagedAsyncClientConnection> callback) {
        ComplexFuture<ManagedAsyncClientConnection> future = new ComplexFuture<>(callback);
        thread.execute(() -> {
            if (future.isDone()) {
                return;
            }
            try {
                future.setDependency(super.connect(
                        initiator, endpoint, unixSocket, name, local, timeout, attachment, context, passedTo(future)));
            } catch (RuntimeException e) {
                future.failed(e);
            }
        });
        return future;
    }

    private static FutureContribution<ManagedAsyncClientConnection> passedTo(
            ComplexFuture<ManagedAsyncClientConnection> future) {
        return new FutureContribution<>(future) {
            @Override
            public void completed(ManagedAsyncClientConnection connection) {
                future.completed(connection);
            }
        };
    }
}
