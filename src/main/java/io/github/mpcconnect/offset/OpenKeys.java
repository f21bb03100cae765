package io.github.mpcconnect.offset;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The keys of the tables of live calls as one text: a line a call, with its id and those of its members, deflated, in
 * base64. 2,000 calls of five take about 100 KB. More than {@link #MOST_CHARACTERS} would not fit into a record of
 * Kafka: then the members are left out, and only the calls themselves are known after a restart.
 */
final class OpenKeys {

    static final int MOST_CHARACTERS = 700_000;

    /** What an offset may grow to when it is read: far beyond any account. */
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private OpenKeys() {}

    static String text(Map<String, List<String>> open) {
        String all = encoded(open);
        if (all.length() <= MOST_CHARACTERS) {
            return all;
        }
        Map<String, List<String>> callsOnly = new TreeMap<>(open);
        callsOnly.replaceAll((call, members) -> List.of());
        return encoded(callsOnly);
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
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static String line(String call, List<String> members) {
        List<String> ids = new ArrayList<>(List.of(escaped(call)));
        members.forEach(member -> ids.add(escaped(member)));
        return String.join("\t", ids);
    }

    /** @throws IllegalArgumentException where the text is none that was made here */
    static Map<String, List<String>> of(String text) {
        Map<String, List<String>> open = new TreeMap<>();
        try (InflaterInputStream inflater = new InflaterInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            String lines = new String(inflater.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            lines.lines().filter(line -> !line.isEmpty()).forEach(line -> {
                List<String> ids = List.of(line.split("\t", -1));
                open.put(
                        unescaped(ids.get(0)),
                        ids.subList(1, ids.size()).stream()
                                .map(OpenKeys::unescaped)
                                .toList());
            });
        } catch (IOException e) {
            throw new IllegalArgumentException("it is not what was stored", e);
        }
        return open;
    }

    private static String escaped(String id) {
        return id.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String unescaped(String id) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c != '\\' || i + 1 == id.length()) {
                plain.append(c);
                continue;
            }
            char next = id.charAt(++i);
            plain.append(next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : next);
        }
        return plain.toString();
    }
}
