package io.github.mpcconnect.quickstart;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory of the worker's log. Everything that the broker and the worker write goes there: what they log, what
 * they print to the standard streams, and the broker's data.
 */
final class Workplace {

    private static final String BROKER_DATA = "tmp";
    private static final String COMPLETE = "complete";

    private Workplace() {}

    /** Empties it and redirects the standard streams. Called once, before any class of Kafka is loaded. */
    static void prepare(Path workerLog) throws IOException {
        Path directory = workerLog.toAbsolutePath().getParent();
        Path brokerData = directory.resolve(BROKER_DATA);
        delete(brokerData);
        Files.createDirectories(brokerData);
        Files.deleteIfExists(workerLog);
        Files.deleteIfExists(directory.resolve(COMPLETE));
        System.setProperty("java.io.tmpdir", brokerData.toString());
        System.setProperty(Settings.WORKER_LOG, workerLog.toString());
        PrintStream log = new PrintStream(new FileOutputStream(workerLog.toFile(), true), true, StandardCharsets.UTF_8);
        System.setOut(log);
        System.setErr(log);
    }

    /** Leaves the file that the build looks for: everything arrived. */
    static void markComplete(Path workerLog) throws IOException {
        Files.writeString(workerLog.resolveSibling(COMPLETE), Instant.now() + "\n");
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                List<Path> deepestFirst =
                        files.sorted(Comparator.reverseOrder()).toList();
                for (Path file : deepestFirst) {
                    Files.delete(file);
                }
            }
        }
    }
}
