package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.types.Password;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The keys of the group "HTTP": timeouts, the proxy and the certificate authorities to trust. */
final class HttpKeys {

    static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";
    static final String RESPONSE_TIMEOUT = "http.response.timeout.ms";
    static final String PROXY_URL = "http.proxy.url";
    static final String PROXY_USER = "http.proxy.user";
    static final String PROXY_PASSWORD = "http.proxy.password";
    static final String TRUSTSTORE_LOCATION = "http.ssl.truststore.location";
    static final String TRUSTSTORE_PASSWORD = "http.ssl.truststore.password";
    static final String TRUSTSTORE_TYPE = "http.ssl.truststore.type";

    private static final String DEFAULT_TRUSTSTORE_TYPE = "PKCS12";
    private static final long TEN_MINUTES_MS = 600_000;

    private HttpKeys() {}

    static void define(ConfigDef def) {
        Key.define(
                def,
                "HTTP",
                List.of(
                        connectTimeout(),
                        responseTimeout(),
                        proxyUrl(),
                        proxyUser(),
                        proxyPassword(),
                        trustStoreLocation(),
                        trustStorePassword(),
                        trustStoreType()));
    }

    static Optional<HttpProxy> proxy(ConfigValues values) {
        String text = values.text(PROXY_URL);
        if (text == null) {
            return Optional.empty();
        }
        URI url = Urls.proxy(PROXY_URL, text);
        Password password = values.password(PROXY_PASSWORD);
        Optional<HttpProxy.Credentials> credentials = Optional.ofNullable(values.text(PROXY_USER))
                .map(user -> new HttpProxy.Credentials(user, password == null ? new Password("") : password));
        return Optional.of(new HttpProxy(url.getHost(), url.getPort(), credentials));
    }

    static Optional<TrustStore> trustStore(ConfigValues values) {
        String type = values.text(TRUSTSTORE_TYPE);
        return Optional.ofNullable(values.text(TRUSTSTORE_LOCATION))
                .map(location -> new TrustStore(
                        location, values.password(TRUSTSTORE_PASSWORD), type == null ? DEFAULT_TRUSTSTORE_TYPE : type));
    }

    private static Key connectTimeout() {
        return Key.of(CONNECT_TIMEOUT, Type.LONG, 5_000L, Importance.LOW, Width.SHORT, "Connect timeout (ms)", """
                How long, in milliseconds, to wait for a connection to the API or the proxy before the request
                counts as failed and is made again. Raise it on slow networks where connection attempts are given up
                too early.
                """)
                .withValidator(Checks.between(1, TEN_MINUTES_MS));
    }

    private static Key responseTimeout() {
        return Key.of(RESPONSE_TIMEOUT, Type.LONG, 30_000L, Importance.LOW, Width.SHORT, "Response timeout (ms)", """
                How long, in milliseconds, a whole response of the API, head and body, may take before the request
                counts as failed and is made again. Raise it where large accounts respond slowly; stopping a task
                never waits for it.
                """)
                .withValidator(Checks.between(1, TEN_MINUTES_MS));
    }

    private static Key proxyUrl() {
        return Key.of(PROXY_URL, Type.STRING, null, Importance.LOW, Width.LONG, "Proxy URL", """
                The HTTP proxy that requests go through, as http://host:port, like http://proxy.example.com:3128;
                https to the API is tunnelled through it. User and password have keys of their own. Leave it empty
                where workers reach the API directly.
                """)
                .withValidator(Checks.proxyUrl())
                .withDependents(PROXY_USER, PROXY_PASSWORD);
    }

    private static Key proxyUser() {
        return Key.of(PROXY_USER, Type.STRING, null, Importance.LOW, Width.MEDIUM, "Proxy user", """
                The user name for a proxy that requires one (Basic authentication). It needs http.proxy.url; leave
                it empty for a proxy that requires none.
                """)
                .withRecommender(Recommendation.shownWith(PROXY_URL));
    }

    private static Key proxyPassword() {
        return Key.of(PROXY_PASSWORD, Type.PASSWORD, null, Importance.LOW, Width.MEDIUM, "Proxy password", """
                The password of http.proxy.user, which it needs. It is a secret like plivo.auth.token: it appears in
                no log, trace, metric or record.
                """)
                .withRecommender(Recommendation.shownWith(PROXY_URL));
    }

    private static Key trustStoreLocation() {
        return Key.of(TRUSTSTORE_LOCATION, Type.STRING, null, Importance.LOW, Width.LONG, "Trust store location", """
                A file, on every worker, with the certificate authorities to trust for https instead of the JVM's
                own. It is needed where an inspecting proxy or a gateway presents a certificate of a private
                authority. Leave it empty to trust what the JVM trusts.
                """)
                .withDependents(TRUSTSTORE_PASSWORD, TRUSTSTORE_TYPE);
    }

    private static Key trustStorePassword() {
        return Key.of(
                        TRUSTSTORE_PASSWORD,
                        Type.PASSWORD,
                        null,
                        Importance.LOW,
                        Width.MEDIUM,
                        "Trust store password",
                        """
                        The password of the file in http.ssl.truststore.location, which it needs. Leave it empty where
                        the file has none. It is a secret like plivo.auth.token: it appears in no log, trace, metric or
                        record.
                        """)
                .withRecommender(Recommendation.shownWith(TRUSTSTORE_LOCATION));
    }

    private static Key trustStoreType() {
        return Key.of(TRUSTSTORE_TYPE, Type.STRING, null, Importance.LOW, Width.SHORT, "Trust store type", """
                The type of the file in http.ssl.truststore.location, which it needs: PKCS12, JKS, or another type
                that the workers' JVM supports. Empty: PKCS12, which the JVM also uses to read JKS files.
                """)
                .withValidator(Checks.keyStoreType())
                .withRecommender(Recommendation.of("PKCS12", "JKS").withVisibility(TRUSTSTORE_LOCATION));
    }
}
