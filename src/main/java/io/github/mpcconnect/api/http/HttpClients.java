package io.github.mpcconnect.api.http;

import io.github.mpcconnect.api.http.HttpSettings.Proxy;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.async.AsyncExecChainHandler;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.nio.AsyncClientConnectionOperator;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Creates asynchronous HTTP/1.1 clients that send exactly one request per exchange. Connections are kept alive;
 * automatic retries, redirects, cookies, decompression and cached authentication are off.
 */
public final class HttpClients {

    private static final TimeValue CHECK_AFTER_IDLE = TimeValue.ofSeconds(1);
    private static final TimeValue CONNECTION_LIFE = TimeValue.ofMinutes(5);
    private static final int MAX_HEADERS = 200;
    private static final int MAX_HEADER_LENGTH = 64 * 1024;

    /**
     * Every request has its own Authorization header. The client's own handling would parse each path to find a realm.
     */
    private static final AsyncExecChainHandler WITHOUT_CHALLENGES =
            (request, body, scope, chain, callback) -> chain.proceed(request, body, scope, callback);

    private HttpClients() {}

    /**
     * Returns a started client. It limits how long a connection may be silent; {@link HttpTransport} limits the whole
     * exchange.
     */
    public static CloseableHttpAsyncClient create(HttpSettings settings) {
        HttpAsyncClientBuilder builder = HttpAsyncClientBuilder.create()
                .setConnectionManager(connections(settings))
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(settings.threads())
                        .build())
                .setHttp1Config(Http1Config.custom()
                        .setMaxHeaderCount(MAX_HEADERS)
                        .setMaxLineLength(MAX_HEADER_LENGTH)
                        .build())
                .setDefaultRequestConfig(requests(settings))
                .setThreadFactory(DaemonThreads.named("plivo-mpc-http"))
                .setUserAgent(settings.userAgent())
                .addExecInterceptorFirst("begun", Exchange::begun)
                .addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "connected", Exchange::connected)
                .disableContentCompression()
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching();
        settings.proxy()
                .ifPresentOrElse(
                        proxy -> use(proxy, builder),
                        () -> builder.replaceExecInterceptor(ChainElement.PROTOCOL.name(), WITHOUT_CHALLENGES));
        CloseableHttpAsyncClient client = builder.build();
        client.start();
        return client;
    }

    private static RequestConfig requests(HttpSettings settings) {
        Timeout timeout = Timeout.of(settings.responseTimeout());
        return RequestConfig.custom()
                .setConnectionRequestTimeout(timeout)
                .setResponseTimeout(timeout)
                .setProtocolUpgradeEnabled(false)
                .build();
    }

    private static PoolingAsyncClientConnectionManager connections(HttpSettings settings) {
        ClientTlsStrategyBuilder tls = ClientTlsStrategyBuilder.create();
        settings.trust().ifPresent(tls::setSslContext);
        return new SeparateResolution()
                .setTlsStrategy(tls.buildAsync())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                        .setHandshakeTimeout(Timeout.of(settings.connectTimeout()))
                        .build())
                .setMaxConnTotal(settings.connections())
                .setMaxConnPerRoute(settings.connections())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                        .setValidateAfterInactivity(CHECK_AFTER_IDLE)
                        .setTimeToLive(CONNECTION_LIFE)
                        .build())
                .build();
    }

    private static void use(Proxy proxy, HttpAsyncClientBuilder builder) {
        HttpHost host = new HttpHost("http", proxy.host(), proxy.port());
        builder.setProxy(host);
        if (proxy.user() != null) {
            BasicCredentialsProvider credentials = new BasicCredentialsProvider();
            char[] secret =
                    proxy.password() == null ? new char[0] : proxy.password().toCharArray();
            credentials.setCredentials(new AuthScope(host), new UsernamePasswordCredentials(proxy.user(), secret));
            builder.setDefaultCredentialsProvider(credentials);
        }
    }

    private static final class SeparateResolution extends PoolingAsyncClientConnectionManagerBuilder {

        @Override
        protected AsyncClientConnectionOperator createConnectionOperator(
                TlsStrategy tls, SchemePortResolver ports, DnsResolver names) {
            return new ConnectingThread(tls, ports, names);
        }
    }
}
