package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigException;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The URLs of a configuration. No message shows a part of a URL that could be a secret. */
final class Urls {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\." + OCTET + "){3}");
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "[::1]", "[0:0:0:0:0:0:0:1]");

    private Urls() {}

    /** The address of the API, without a slash at its end. */
    static URI api(String name, String text) {
        URI url = absolute(name, text, "like https://api.plivo.com");
        if (!isScheme(url, "https") && !isScheme(url, "http")) {
            throw rejected(name, text, "start it with https:// (or http://), like https://api.plivo.com");
        }
        return URI.create(url.toString().replaceAll("/+$", ""));
    }

    static URI proxy(String name, String text) {
        URI url = absolute(name, text, "like http://proxy.example.com:3128");
        if (!isScheme(url, "http") || url.getPort() < 0 || !Set.of("", "/").contains(url.getPath())) {
            throw rejected(name, text, "give it as http://host:port, like http://proxy.example.com:3128");
        }
        return url;
    }

    /** Whether requests go unencrypted over a network. */
    static boolean isPlainOffLoopback(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        boolean loopback =
                LOOPBACK_NAMES.contains(host) || LOOPBACK_V4.matcher(host).matches();
        return isScheme(url, "http") && !loopback;
    }

    private static URI absolute(String name, String text, String example) {
        URI url = parse(name, text, example);
        if (url.getRawUserInfo() != null
                || url.getRawAuthority() != null && url.getRawAuthority().contains("@")) {
            throw rejected(name, text, "leave out user and password; credentials have keys of their own");
        }
        if (!url.isAbsolute() || url.getHost() == null) {
            throw rejected(name, text, "give an absolute URL with a host of letters, digits, '-' and '.', " + example);
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw rejected(name, text, "leave out the query ('?') and the fragment ('#'), " + example);
        }
        if (url.getPort() == 0 || url.getPort() > 65_535) {
            throw rejected(name, text, "give a port between 1 and 65535");
        }
        return url;
    }

    private static URI parse(String name, String text, String example) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw rejected(name, text, "this is not a URL; give one " + example);
        }
    }

    private static boolean isScheme(URI url, String scheme) {
        return scheme.equalsIgnoreCase(url.getScheme());
    }

    private static ConfigException rejected(String name, String text, String what) {
        return new ConfigException(name, shown(text), what);
    }

    /** A URL without its user, password and query. */
    static String shown(String text) {
        return text.replaceAll("(?s).*@", "[hidden]@").replaceAll("(?s)[?#].*", "?[hidden]");
    }
}
