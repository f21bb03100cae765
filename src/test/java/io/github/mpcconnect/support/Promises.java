package io.github.mpcconnect.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * The table of what was broken on purpose and what resulted, in {@code target/promises.md}: a line per fault, written
 * by the test that breaks it, the latest run's in place of an earlier one's.
 */
public final class Promises {

    private static final Path FILE = Path.of("target", "promises.md");
    private static final Path LOCK = Path.of("target", "promises.lock");
    private static final String HEAD = """
            | what was broken | how often | calls | lost | doubled |
            | --- | --- | --- | --- | --- |
            """;

    private Promises() {}

    /**
     * Writes a line.
     *
     * @param fault what was broken; up to a colon, if it has one, it names the line
     * @param tries how often
     * @param calls how many calls there were to be read
     */
    public static void record(String fault, long tries, long calls, long lost, long doubled) {
        write(fault, tries, calls, lost, doubled);
        System.out.println(fault + ": " + tries + " times, " + calls + " calls, " + lost + " lost, " + doubled
                + " doubled (" + FILE + ")");
    }

    /** Locked, since tests run in several JVMs. */
    private static synchronized void write(String fault, long tries, long calls, long lost, long doubled) {
        try (FileChannel lock = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            Map<String, String> lines = new TreeMap<>();
            if (Files.exists(FILE)) {
                Files.readAllLines(FILE).stream()
                        .skip(HEAD.lines().count())
                        .forEach(line -> lines.put(name(line), line));
            }
            String first = "| " + fault;
            lines.put(name(first), "%s | %,d | %,d | %,d | %,d |".formatted(first, tries, calls, lost, doubled));
            Files.writeString(FILE, HEAD + String.join("\n", lines.values()) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(String line) {
        return line.split(":| \\| ")[0];
    }
}
