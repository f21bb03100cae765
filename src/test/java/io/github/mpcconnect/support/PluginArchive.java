package io.github.mpcconnect.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The archive that {@code mvn package} leaves: what users install. */
public final class PluginArchive {

    private static final Path PACKAGES = Path.of("target/components/packages");

    private PluginArchive() {}

    /** The files in it, by path. */
    public static Map<String, byte[]> files() {
        try (ZipFile zip = new ZipFile(file().toFile())) {
            Map<String, byte[]> files = new LinkedHashMap<>();
            for (ZipEntry entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
                files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unpacks it into a directory, which then is a plugin path. */
    public static Path unpackInto(Path directory) {
        files().forEach((name, bytes) -> {
            Path path = directory.resolve(name).normalize();
            try {
                Files.createDirectories(path.getParent());
                Files.write(path, bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return directory;
    }

    private static Path file() throws IOException {
        try (Stream<Path> files = Files.list(PACKAGES)) {
            List<Path> zips =
                    files.filter(file -> file.toString().endsWith(".zip")).toList();
            if (zips.size() != 1) {
                throw new IllegalStateException(
                        "One archive is wanted in " + PACKAGES + ", mvn clean package makes it: " + zips);
            }
            return zips.get(0);
        }
    }
}
