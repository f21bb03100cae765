package io.github.mpcconnect.api.http;

import io.github.mpcconnect.api.http.HttpSettings.Proxy;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Settings of small clients. */
final class Settings {

    private Settings() {}

    static HttpSettings within(Duration timeout) {
        return with(timeout, null, null);
    }

    /** Null for no proxy, and for the JVM's trust. */
    static HttpSettings with(Duration timeout, Proxy proxy, SSLContext trust) {
        return new HttpSettings(
                4,
                1,
                timeout,
                timeout,
                "kafka-connect-plivo-mpc/1.0.0",
                Optional.ofNullable(proxy),
                Optional.ofNullable(trust));
    }
}
