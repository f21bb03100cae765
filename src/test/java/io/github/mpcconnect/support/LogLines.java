package io.github.mpcconnect.support;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** What is logged between {@link #of} and close, each line as {@code LEVEL message}. */
public final class LogLines implements AutoCloseable {

    private final Logger logger;
    private final Keeper keeper = new Keeper();

    private final Level before;

    private LogLines(Logger logger) {
        this.logger = logger;
        this.before = logger.getLevel();
        keeper.start();
        logger.addAppender(keeper);
    }

    public static LogLines of(Class<?> source) {
        return of(source.getName());
    }

    /** @param source a class's full name, or a package's */
    public static LogLines of(String source) {
        return new LogLines((Logger) LogManager.getLogger(source));
    }

    /** Everything that a package logs, down to that level, each line with the stack trace that belongs to it. */
    public static LogLines of(String source, Level level) {
        LogLines lines = of(source);
        lines.logger.setLevel(level);
        return lines;
    }

    /** The lines that contain all of these words. */
    public List<String> with(String... words) {
        return keeper.lines.stream()
                .filter(line -> Stream.of(words).allMatch(line::contains))
                .toList();
    }

    public List<String> all() {
        return List.copyOf(keeper.lines);
    }

    @Override
    public void close() {
        logger.setLevel(before);
        logger.removeAppender(keeper);
        keeper.stop();
    }

    private static final class Keeper extends AbstractAppender {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        Keeper() {
            super("kept-lines", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            StringWriter trace = new StringWriter();
            if (event.getThrown() != null) {
                event.getThrown().printStackTrace(new PrintWriter(trace.append('\n')));
            }
            lines.add(event.getLevel() + " " + event.getMessage().getFormattedMessage() + trace);
        }
    }
}
