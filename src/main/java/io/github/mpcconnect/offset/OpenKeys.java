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
 * The keys of the live tables as one text: one line per call, with its id and those of its members, URL-encoded and
 * separated by tabs; deflated, in base64url. 2,000 calls of five members take about 100 KB. More than
 * {@link #MAX_CHARACTERS} would not fit into a record of Kafka: then the members are left out, and beyond that all but
 * the first calls in the order of their ids.
 */
final class OpenKeys {

    static final int MAX_CHARACTERS = 700_000;

    /** What an offset may inflate to when it is read: far beyond any account. */
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

    /** @throws IllegalArgumentException where the text was not made here */
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
            throw new IllegalArgumentException("it is not what was stored", e);
        }
        return open;
    }
}
