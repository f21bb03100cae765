package io.github.mpcconnect.api;

import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

import java.time.Duration;

/**
 * Makes HTTP clients that do one request for one call: kept connections, gzip, timeouts and a proxy, but no retry, no
 * redirect, no cookie and no cached authentication of the client's own.
 */
public final class HttpClients {

    private static final TimeValue CHECK_AFTER_IDLE = TimeValue.ofSeconds(1);
    private static final TimeValue CONNECTION_LIFE = TimeValue.ofMinutes(5);

    private HttpClients() {}

    /**
     * @param connections how many at most
     * @param responseTimeout how long the connection may be silent
     * @param userAgent what the client calls itself
     * @param proxy null for none
     */
    public static CloseableHttpClient create(
            int connections, Duration connectTimeout, Duration responseTimeout, String userAgent, Proxy proxy) {
        Timeout silence = Timeout.of(responseTimeout);
        ConnectionConfig connection = ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(connectTimeout))
                .setSocketTimeout(silence)
                .setValidateAfterInactivity(CHECK_AFTER_IDLE)
                .setTimeToLive(CONNECTION_LIFE)
                .build();
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(connections)
                        .setMaxConnPerRoute(connections)
                        .setDefaultConnectionConfig(connection)
                        .setDefaultSocketConfig(
                                SocketConfig.custom().setSoTimeout(silence).build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(silence)
                        .setConnectionRequestTimeout(silence)
                        .build())
                .setUserAgent(userAgent)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching();
        if (proxy != null) {
            proxy.applyTo(builder);
        }
        return builder.build();
    }

    /**
     * A proxy that is spoken to over plain HTTP.
     *
     * @param user null where the proxy asks for none
     * @param password null where there is no user
     */
    public record Proxy(String host, int port, String user, String password) {

        private void applyTo(HttpClientBuilder builder) {
            HttpHost proxy = new HttpHost("http", host, port);
            builder.setProxy(proxy);
            if (user != null) {
                BasicCredentialsProvider credentials = new BasicCredentialsProvider();
                char[] secret = password == null ? new char[0] : password.toCharArray();
                credentials.setCredentials(new AuthScope(proxy), new UsernamePasswordCredentials(user, secret));
                builder.setDefaultCredentialsProvider(credentials);
            }
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Proxy " + host + ":" + port;
        }
    }
}
