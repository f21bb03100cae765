package io.github.mpcconnect.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The libraries that a pom in {@code src/ecosystem} names, which {@code mvn -Pecosystem} copied to {@code target}. */
public final class Libraries {

    private static final Path TARGET = Path.of("target", "ecosystem");

    private final Path directory;

    private Libraries(Path directory) {
        this.directory = directory;
    }

    /**
     * @param name the directory of the pom, such as {@code kafka-3.9}
     * @throws IllegalStateException if they have not been copied
     */
    public static Libraries of(String name) {
        Path directory = TARGET.resolve(name).resolve(Path.of("target", "libs"));
        if (!Files.isDirectory(directory)) {
            throw new IllegalStateException(
                    directory + " is missing; run mvn -Pecosystem invoker:run@ecosystem, or mvn -Pecosystem verify");
        }
        return new Libraries(directory);
    }

    /** Where they are: one flat directory, as a worker's {@code plugin.path} can name it. */
    public Path directory() {
        return directory.toAbsolutePath();
    }

    public List<Path> jars() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .map(Path::toAbsolutePath)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of them, for {@code java -cp}. */
    public String classPath() {
        return jars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
