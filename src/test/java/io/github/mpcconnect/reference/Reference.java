package io.github.mpcconnect.reference;

import io.github.mpcconnect.record.ReferenceRecords;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import static io.github.mpcconnect.reference.Markdown.heading;
import static io.github.mpcconnect.reference.Markdown.paragraph;

/** The files that are generated from the code. */
public final class Reference {

    /** The directory of the Avro schemas, which holds nothing else. */
    public static final Path SCHEMAS = Path.of("config/schemas");

    /** How to write the files again. */
    public static final String COMMAND = "mvn test -Dtest=ReferenceTest -Dreference.write=true";

    private Reference() {}

    /** The contents of each file. */
    public static Map<Path, String> files() {
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(Path.of("src/site/markdown/reference.md"), markdown());
        ReferenceRecords.schemas()
                .forEach((name, schema) -> files.put(SCHEMAS.resolve(name + ".avsc"), AvroSchemas.json(schema)));
        return files;
    }

    private static String markdown() {
        String text = heading(1, "Reference") + paragraph("""
                Every configuration key, topic, field, offset key and metric. This page is generated from the code.""") + """
                - [Configuration](#configuration)
                - [Topics](#topics)
                - [Offsets](#offsets)
                - [Metrics](#metrics)

                """
                + KeysChapter.text() + TopicsChapter.text() + OffsetsChapter.text() + MetricsChapter.text();
        return text.stripTrailing() + "\n";
    }
}
