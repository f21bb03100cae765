package io.github.mpcconnect.config;

import org.apache.kafka.common.config.types.Password;

import java.util.Optional;

/** The proxy that requests go through. Its text never shows the password. */
public record HttpProxy(String host, int port, Optional<Credentials> credentials) {

    /** What the proxy asks for; the password may be empty. */
    public record Credentials(String user, Password password) {}
}
