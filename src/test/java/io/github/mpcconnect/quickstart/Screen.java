package io.github.mpcconnect.quickstart;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Prints lines, and below them a status: redrawn in place on a terminal, elsewhere a line every few seconds where it
 * changed. Safe for use by several threads.
 */
final class Screen {

    private static final long PLAIN_STATUS_EVERY = TimeUnit.SECONDS.toNanos(3);
    private static final String CLEAR = "\r\u001b[K";
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";

    private final PrintStream out;
    private final boolean terminal;
    private String status = "";
    private String plainStatus = "";
    private long plainStatusDue;

    Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
        this.plainStatusDue = System.nanoTime();
    }

    static Screen onStandardOutput(Map<String, String> env) {
        String term = env.getOrDefault("TERM", "dumb");
        return new Screen(System.out, System.console() != null && !term.equals("dumb"));
    }

    synchronized void line(String line) {
        out.print(status.isEmpty() ? line + "\n" : CLEAR + line + "\n" + drawn());
        out.flush();
    }

    synchronized void status(String text) {
        if (terminal) {
            status = text;
            out.print(CLEAR + drawn());
            out.flush();
        } else if (!text.equals(plainStatus) && System.nanoTime() - plainStatusDue >= 0) {
            plainStatus = text;
            plainStatusDue = System.nanoTime() + PLAIN_STATUS_EVERY;
            line(text);
        }
    }

    /** Lines that change for ever and are of no use in a log: shown on a terminal only. */
    synchronized void linesOnTerminal(List<String> lines) {
        if (terminal) {
            lines.forEach(this::line);
        }
    }

    /** Takes the status away. */
    synchronized void clear() {
        if (!status.isEmpty()) {
            status = "";
            out.print(CLEAR);
            out.flush();
        }
    }

    private String drawn() {
        return NO_WRAP + status + WRAP;
    }
}
