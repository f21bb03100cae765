package io.github.mpcconnect.support;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a class logs between {@link #of} and close, each line as {@code LEVEL message}. */
public final class LogLines implements AutoCloseable {

    private final Logger logger;
    private final Keeper keeper = new Keeper();

    private LogLines(Logger logger) {
        this.logger = logger;
    }

    public static LogLines of(Class<?> source) {
        LogLines lines = new LogLines((Logger) LogManager.getLogger(source));
        lines.keeper.start();
        lines.logger.addAppender(lines.keeper);
        return lines;
    }

    public List<String> all() {
        return List.copyOf(keeper.lines);
    }

    @Override
    public void close() {
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
            lines.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
        }
    }
}
