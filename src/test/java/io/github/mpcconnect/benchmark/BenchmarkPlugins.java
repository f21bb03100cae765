package io.github.mpcconnect.benchmark;

import io.github.mpcconnect.api.ApiCall;
import io.github.mpcconnect.api.ApiParticipant;
import io.github.mpcconnect.benchmark.PreparedSourceConnector.PreparedBatches;
import io.github.mpcconnect.benchmark.PreparedSourceConnector.PreparedSourceTask;
import io.github.mpcconnect.offset.OffsetBuilder;
import io.github.mpcconnect.support.Configured;
import io.github.mpcconnect.support.PluginArchive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The packaged plugin, with the connector that does nothing beside it. */
final class BenchmarkPlugins {

    private static final Path DIRECTORY = Path.of("target", "benchmark", "plugins");
    private static final String SERVICE = "META-INF/services/org.apache.kafka.connect.source.SourceConnector";

    private static final List<Class<?>> PREPARED = List.of(
            PreparedSourceConnector.class,
            PreparedSourceTask.class,
            PreparedBatches.class,
            ApiCall.class,
            ApiParticipant.class,
            OffsetBuilder.class,
            Configured.class);

    private BenchmarkPlugins() {}

    /** Returns a plugin path. */
    static Path unpacked() throws IOException {
        PluginArchive.unpackInto(DIRECTORY);
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            Path libraries =
                    files.filter(path -> path.endsWith("lib")).findFirst().orElseThrow();
            writePrepared(libraries.resolve("prepared.jar"));
        }
        return DIRECTORY.toAbsolutePath();
    }

    private static void writePrepared(Path file) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            for (Class<?> type : PREPARED) {
                String name = type.getName().replace('.', '/') + ".class";
                try (InputStream in = type.getResourceAsStream('/' + name)) {
                    write(jar, name, in.readAllBytes());
                }
            }
            write(jar, SERVICE, PreparedSourceConnector.class.getName().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void write(JarOutputStream jar, String name, byte[] bytes) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(bytes);
        jar.closeEntry();
    }
}
