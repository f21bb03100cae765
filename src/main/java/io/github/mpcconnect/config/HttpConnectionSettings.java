package io.github.mpcconnect.config;

import io.github.mpcconnect.api.http.HttpSettings.Proxy;
import io.github.mpcconnect.api.http.TrustStore;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.types.Password;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The group "HTTP": how connections to the API are made. Its text shows no password.
 *
 * @param responseTimeout how long a whole response may take, head and body
 * @param proxy the proxy that requests go through
 * @param trustStore the certificate authorities to trust; empty: the JVM's
 */
public record HttpConnectionSettings(
        Duration connectTimeout, Duration responseTimeout, Optional<Proxy> proxy, Optional<TrustStore> trustStore) {

    static final String TRUSTSTORE_LOCATION = "http.ssl.truststore.location";

    private static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";
    private static final String RESPONSE_TIMEOUT = "http.response.timeout.ms";
    private static final String PROXY_URL = "http.proxy.url";
    private static final String PROXY_USER = "http.proxy.user";
    private static final String PROXY_PASSWORD = "http.proxy.password";
    private static final String TRUSTSTORE_PASSWORD = "http.ssl.truststore.password";
    private static final String TRUSTSTORE_TYPE = "http.ssl.truststore.type";

    private static final String DEFAULT_TRUSTSTORE_TYPE = "PKCS12";
    private static final Duration MIN = Duration.ofMillis(1);
    private static final Duration MAX = Duration.ofMinutes(10);

    static final Key.Group KEYS = new Key.Group(
            "HTTP",
            Key.millis(CONNECT_TIMEOUT, Duration.ofSeconds(5), MIN, MAX).described("Connect timeout (ms)", """
                    How long, in milliseconds, to wait for a connection to the API or the proxy before the request
                    counts as failed and is made again. Raise it on slow networks where connection attempts are given up
                    too early.
                    """),
            Key.millis(RESPONSE_TIMEOUT, Duration.ofSeconds(30), MIN, MAX).described("Response timeout (ms)", """
                    How long, in milliseconds, a whole response of the API, head and body, may take before the request
                    counts as failed and is made again. Raise it where large accounts respond slowly; stopping a task
                    never waits for it.
                    """),
            Key.text(PROXY_URL, null)
                    .width(Width.LONG)
                    .validator(Checks.proxyUrl())
                    .dependents(PROXY_USER, PROXY_PASSWORD)
                    .described("Proxy URL", """
                    The HTTP proxy that requests go through, as http://host:port, like http://proxy.example.com:3128;
                    https to the API is tunnelled through it. User and password have keys of their own. Leave it empty
                    where workers reach the API directly.
                    """),
            Key.text(PROXY_USER, null).shownWith(PROXY_URL).described("Proxy user", """
                    The user name for a proxy that requires one (Basic authentication). It needs http.proxy.url; leave
                    it empty for a proxy that requires none.
                    """),
            Key.secret(PROXY_PASSWORD).shownWith(PROXY_URL).described("Proxy password", """
                    The password of http.proxy.user, which it needs. It is a secret like plivo.auth.token: it appears in
                    no log, trace, metric or record.
                    """),
            Key.text(TRUSTSTORE_LOCATION, null)
                    .width(Width.LONG)
                    .dependents(TRUSTSTORE_PASSWORD, TRUSTSTORE_TYPE)
                    .described("Trust store location", """
                    A file, on every worker, with the certificate authorities to trust for https instead of the JVM's
                    own. It is needed where an inspecting proxy or a gateway presents a certificate of a private
                    authority. Leave it empty to trust what the JVM trusts.
                    """),
            Key.secret(TRUSTSTORE_PASSWORD).shownWith(TRUSTSTORE_LOCATION).described("Trust store password", """
                    The password of the file in http.ssl.truststore.location, which it needs. Leave it empty where the
                    file has none. It is a secret like plivo.auth.token: it appears in no log, trace, metric or record.
                    """),
            Key.text(TRUSTSTORE_TYPE, null)
                    .width(Width.SHORT)
                    .validator(Checks.keyStoreType())
                    .recommended("PKCS12", "JKS")
                    .shownWith(TRUSTSTORE_LOCATION)
                    .described("Trust store type", """
                    The type of the file in http.ssl.truststore.location, which it needs: PKCS12, JKS, or another type
                    that the workers' JVM supports. Empty: PKCS12, which the JVM also uses to read JKS files.
                    """));

    static HttpConnectionSettings of(ConfigValues values) {
        String type = values.text(TRUSTSTORE_TYPE);
        String password = text(values.password(TRUSTSTORE_PASSWORD));
        return new HttpConnectionSettings(
                values.duration(CONNECT_TIMEOUT),
                values.duration(RESPONSE_TIMEOUT),
                Optional.ofNullable(values.text(PROXY_URL)).map(url -> proxy(Checks.proxyUrl(PROXY_URL, url), values)),
                Optional.ofNullable(values.text(TRUSTSTORE_LOCATION))
                        .map(file -> new TrustStore(file, password, type == null ? DEFAULT_TRUSTSTORE_TYPE : type)));
    }

    private static Proxy proxy(URI url, ConfigValues values) {
        String user = values.text(PROXY_USER);
        String password = text(values.password(PROXY_PASSWORD));
        return new Proxy(url.getHost(), url.getPort(), user, user != null && password == null ? "" : password);
    }

    private static String text(Password password) {
        return password == null ? null : password.value();
    }

    static void check(ConfigValues values) {
        values.requireFor(PROXY_PASSWORD, PROXY_USER);
        values.requireFor(PROXY_USER, PROXY_URL);
        values.requireFor(TRUSTSTORE_PASSWORD, TRUSTSTORE_LOCATION);
        values.requireFor(TRUSTSTORE_TYPE, TRUSTSTORE_LOCATION);
    }
}
