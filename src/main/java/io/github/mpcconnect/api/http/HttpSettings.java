package io.github.mpcconnect.api.http;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How the API is reached.
 *
 * @param connections how many at most
 * @param threads how many I/O threads
 * @param connectTimeout how long a connection, TLS included, may take to be made
 * @param responseTimeout how long one exchange may take, from its start to the last byte of its response
 * @param userAgent what the client calls itself
 * @param proxy the proxy to go through
 * @param trust what certificates to trust; empty: the JVM's
 */
public record HttpSettings(
        int connections,
        int threads,
        Duration connectTimeout,
        Duration responseTimeout,
        String userAgent,
        Optional<Proxy> proxy,
        Optional<SSLContext> trust) {

    /**
     * A proxy that is spoken to over plain HTTP.
     *
     * @param user null where the proxy asks for none
     * @param password null where there is no user
     */
    public record Proxy(String host, int port, String user, String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return "Proxy " + host + ":" + port;
        }
    }
}
