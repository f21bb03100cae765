package io.github.mpcconnect.reference;

import io.github.mpcconnect.offset.ReferenceOffsets;
import io.github.mpcconnect.support.ProjectNames;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static io.github.mpcconnect.reference.Markdown.code;
import static io.github.mpcconnect.reference.Markdown.heading;
import static io.github.mpcconnect.reference.Markdown.paragraph;
import static io.github.mpcconnect.reference.Markdown.table;

/** The keys of source partitions and offsets; those of a day's offset as guarantees.md explains them. */
final class OffsetsChapter {

    private static final Path GUARANTEES = Path.of("src/site/markdown/guarantees.md");

    private static final Map<String, String> PARTITION = Map.of(
            "account", "the Auth ID of the account",
            "day", "the UTC day",
            "stream", "always `live`",
            "filter",
                    "the filter, only where one is set: the names of the API with their values, sorted, joined by `&`");

    private static final Map<String, List<String>> LIVE = Map.of(
            "seen_at", List.of("the API's time of the last poll", "`2026-11-21T10:15:00Z`"),
            "open", List.of("the keys of the rows in the live tables, compressed", "`eJwzSTRM5jTk...`"));

    private OffsetsChapter() {}

    static String text() {
        Map<String, List<String>> day = explainedInGuarantees();
        requireSame(day.keySet(), ReferenceOffsets.dayOffset().keySet());
        requireSame(
                ReferenceOffsets.knownKeys(),
                Stream.of(PARTITION.keySet(), LIVE.keySet(), day.keySet())
                        .flatMap(Set::stream)
                        .collect(Collectors.toSet()));
        return heading(2, "Offsets")
                + paragraph("""
                Each day of an account has a source partition with an offset, and so have the live calls of an account.
                [Guarantees](guarantees.md#offsets) explains how to read, [reset and seed](guarantees.md#reset-or-seed-a-day)
                them. When an offset is altered, only `end_time` is required.""")
                + heading(3, "A day")
                + partition(ReferenceOffsets.dayPartition())
                + offset(ReferenceOffsets.dayOffset(), day)
                + heading(3, "Live calls")
                + partition(ReferenceOffsets.livePartition())
                + offset(ReferenceOffsets.liveOffset(), explainedHere());
    }

    private static String partition(Map<String, String> sample) {
        return table(
                List.of("partition key", "type", "meaning", "example"),
                new TreeSet<>(sample.keySet())
                        .stream().map(key -> List.of(code(key), "string", PARTITION.get(key), code(sample.get(key)))));
    }

    private static String offset(Map<String, Object> sample, Map<String, List<String>> meanings) {
        return table(
                List.of("offset key", "type", "meaning", "example"),
                meanings.entrySet().stream()
                        .map(key -> List.of(
                                code(key.getKey()),
                                sample.get(key.getKey()) instanceof Number ? "number" : "string",
                                key.getValue().get(0),
                                key.getValue().get(1))));
    }

    private static Map<String, List<String>> explainedHere() {
        requireSame(LIVE.keySet(), ReferenceOffsets.liveOffset().keySet());
        return new TreeMap<>(LIVE);
    }

    /** The rows of the table of keys: meaning and example. */
    private static Map<String, List<String>> explainedInGuarantees() {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        String chapter =
                ProjectNames.text(GUARANTEES).split("\n## Offsets\n")[1].split("\n## ")[0];
        chapter.lines().filter(line -> line.startsWith("| `")).forEach(line -> {
            String[] cells = line.substring(2).split(" \\|( |$)");
            rows.put(cells[0].replace("`", ""), List.of(cells[1].replace("](#", "](guarantees.md#"), cells[2]));
        });
        return rows;
    }

    private static void requireSame(Set<String> some, Set<String> others) {
        if (!some.equals(others)) {
            throw new IllegalStateException(
                    "An offset has the keys " + new TreeSet<>(some) + ", but explained are " + new TreeSet<>(others));
        }
    }
}
