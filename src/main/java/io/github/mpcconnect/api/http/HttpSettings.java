package io.github.mpcconnect.api.http;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How to connect to the API.
 *
 * @param connections the maximum number of connections
 * @param threads the number of I/O threads
 * @param connectTimeout the maximum time to open a connection, TLS included
 * @param responseTimeout the maximum time of one exchange, from its start to the last byte of the response
 * @param userAgent the {@code User-Agent} header
 * @param proxy the proxy, if any
 * @param trust the certificates to trust; if empty, the JVM's
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
     * A proxy reached over plain HTTP.
     *
     * @param user null if the proxy needs no credentials
     * @param password null if there is no user
     */
    public record Proxy(String host, int port, String user, String password) {

        /** Omits the password. */
        @Override
        public String toString() {
            return "Proxy " + host + ":" + port;
        }
    }
}
