package io.github.mpcconnect.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** An HTTP/1.1 request without its body: request line and headers, their names in lower case. */
record HttpRequestHead(String method, String target, boolean http10, Map<String, String> headers) {
    private static final int MAX_LINE_LENGTH = 64 * 1024;

    /** The next request of a connection; null where the peer has closed it. The body, if any, is read and dropped. */
    static HttpRequestHead read(InputStream in) throws IOException {
        String line = readLine(in);
        if (line == null) {
            return null;
        }
        String[] parts = line.split(" ");
        if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
            throw new IOException("Not an HTTP/1.x request line: " + line);
        }
        Map<String, String> headers = new HashMap<>();
        for (String header = readLine(in); header != null && !header.isEmpty(); header = readLine(in)) {
            int colon = header.indexOf(':');
            if (colon > 0) {
                headers.put(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).strip());
            }
        }
        in.skipNBytes(Long.parseLong(headers.getOrDefault("content-length", "0")));
        return new HttpRequestHead(parts[0], pathOf(parts[1]), parts[2].endsWith("0"), headers);
    }

    /** Empty where it is missing. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    boolean acceptsGzip() {
        return header("accept-encoding").contains("gzip");
    }

    boolean wantsClose() {
        return http10 || header("connection").equalsIgnoreCase("close") || headers.containsKey("transfer-encoding");
    }

    /** A proxy is sent the whole URL: then its path is what counts. */
    private static String pathOf(String target) {
        if (!target.startsWith("http://")) {
            return target;
        }
        int slash = target.indexOf('/', "http://".length());
        return slash < 0 ? "/" : target.substring(slash);
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(128);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            if (line.length() == MAX_LINE_LENGTH) {
                throw new IOException("A header line of over 64 KB");
            }
            line.append((char) c);
        }
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') {
            line.setLength(length - 1);
        }
        return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
