package io.github.mpcconnect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this plugin. */
final class Version {

    private static final String RESOURCE = "/kafka-connect-plivo-mpc.properties";

    static final String VERSION = read();

    /** The {@code User-Agent} header of requests to the API. */
    static final String USER_AGENT = "kafka-connect-plivo-mpc/" + VERSION;

    private Version() {}

    private static String read() {
        try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("The plugin archive does not contain " + RESOURCE, e);
        }
    }
}
