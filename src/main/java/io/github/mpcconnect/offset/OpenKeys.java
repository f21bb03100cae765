package io.github.mpcconnect.offset;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The keys of the live tables as a text: one line per call with its id and the ids of its members, URL-encoded and
 * separated by tabs, then deflated and encoded as base64url. 2,000 calls with five members each take about 100 KB. A
 * text longer than {@link #MAX_CHARACTERS} would not fit into a Kafka record: then the members are omitted and, if that
 * is not enough, the last calls in the order of their ids.
 */
final class OpenKeys {

    static final int MAX_CHARACTERS = 700_000;

    /** The maximum inflated size of a text that is read, far more than any account needs. */
    private static final int MAX_BYTES = 64 * 1024 * 1024;

    private OpenKeys() {}

    static String text(Map<String, List<String>> open) {
        String text = encoded(open);
        if (text.length() <= MAX_CHARACTERS) {
            return text;
        }
        NavigableMap<String, List<String>> calls = new TreeMap<>(open);
        calls.replaceAll((call, members) -> List.of());
        text = encoded(calls);
        while (text.length() > MAX_CHARACTERS) {
            List<String> ids = List.copyOf(calls.keySet());
            calls = calls.headMap(ids.get(ids.size() * 3 / 4), false);
            text = encoded(calls);
        }
        return text;
    }

    private static String encoded(Map<String, List<String>> open) {
        String lines = open.entrySet().stream()
                .map(call -> line(call.getKey(), call.getValue()))
                .collect(Collectors.joining("\n"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
            deflater.write(lines.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    private static String line(String call, List<String> members) {
        return Stream.concat(Stream.of(call), members.stream())
                .map(id -> URLEncoder.encode(id, StandardCharsets.UTF_8))
                .collect(Collectors.joining("\t"));
    }

    /** @throws IllegalArgumentException if the text was not created by {@link #text} */
    static Map<String, List<String>> of(String text) {
        Map<String, List<String>> open = new TreeMap<>();
        try (InflaterInputStream inflater = new InflaterInputStream(
                new ByteArrayInputStream(Base64.getUrlDecoder().decode(text)))) {
            byte[] bytes = inflater.readNBytes(MAX_BYTES);
            if (bytes.length == MAX_BYTES) {
                throw new IllegalArgumentException("it is too long");
            }
            new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> Stream.of(line.split("\t"))
                            .map(id -> URLDecoder.decode(id, StandardCharsets.UTF_8))
                            .toList())
                    .forEach(ids -> open.put(ids.get(0), ids.subList(1, ids.size())));
        } catch (IOException e) {
            throw new IllegalArgumentException("it is damaged", e);
        }
        return open;
    }
}
