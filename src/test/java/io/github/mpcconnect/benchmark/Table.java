package io.github.mpcconnect.benchmark;

import io.github.mpcconnect.PlivoMpcSourceConnector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** What was measured, in Markdown, under what it was measured on. */
final class Table {

    private Table() {}

    static String of(List<Row> rows, int calls) {
        StringBuilder table = new StringBuilder(conditions(calls));
        table.append("\n| what | target | measured | |\n| --- | --- | --- | --- |\n");
        for (Row row : rows) {
            table.append("| %s | %s | %s | %s |%n".formatted(row.what(), row.target(), row.measured(), row.verdict()));
        }
        return table.toString();
    }

    private static String conditions(int calls) {
        return """
                %s, %,d calls, two participants each, over 88 days; JSON without schemas, no exactly-once, live calls off.
                %d cores shared by API, broker, worker and client, heap of the worker 192 MB, Java %s (%s), %s %s.
                Connector %s, Kafka %s.
                """.formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        calls,
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.version"),
                        System.getProperty("java.vm.name"),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        new PlivoMpcSourceConnector().version(),
                        kafkaVersion());
    }

    private static String kafkaVersion() {
        Properties kafka = new Properties();
        try (InputStream in = Table.class.getResourceAsStream("/kafka/kafka-version.properties")) {
            kafka.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return kafka.getProperty("version");
    }

    /**
     * A line of the table.
     *
     * @param ratio 1 or more where the target is met, less by how much it is missed; NaN for what has no target
     */
    record Row(String what, String target, String measured, double ratio) {

        /** A target that is missed by more than this fails the benchmark. */
        private static final double MIN = 0.9;

        static Row atLeast(String what, double target, double measured, String format) {
            return new Row(what, text(target, format) + " or more", text(measured, format), measured / target);
        }

        static Row atMost(String what, double target, double measured, String format) {
            return new Row(what, text(target, format) + " or less", text(measured, format), target / measured);
        }

        /** Missed altogether where it is more than none. */
        static Row none(String what, long measured) {
            return new Row(what, "0", String.valueOf(measured), measured == 0 ? 1 : 0);
        }

        static Row info(String what, String measured) {
            return new Row(what, "", measured, Double.NaN);
        }

        boolean fails() {
            return ratio < MIN;
        }

        String verdict() {
            if (Double.isNaN(ratio)) {
                return "";
            }
            return ratio >= 1 ? "met" : fails() ? "MISSED" : "missed by less than a tenth";
        }

        static String text(double value, String format) {
            return String.format(Locale.ROOT, format, value);
        }
    }
}
