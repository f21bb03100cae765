package io.github.mpcconnect.config;

import org.apache.kafka.common.config.types.Password;

/**
 * The certificate authorities to trust instead of the JVM's. Its text never shows the password.
 *
 * @param location a file on each worker
 * @param password null where none is configured: the file is then read without an integrity check
 * @param type the type of key store, like {@code PKCS12}
 */
public record TrustStore(String location, Password password, String type) {}
