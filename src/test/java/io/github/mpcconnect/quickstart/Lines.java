package io.github.mpcconnect.quickstart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** What is shown, as text. Times are in UTC; nobody's number or address is among it. */
final class Lines {

    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int BAR = 30;
    private static final int NAME = 16;
    private static final String INDENT = " ".repeat(21);

    private Lines() {}

    /** 1234567 as 1,234,567. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%.0f/s", perSecond);
    }

    static String bar(int part, int whole) {
        int done = whole == 0 ? 0 : part * BAR / whole;
        return "[" + "#".repeat(done) + ".".repeat(BAR - done) + "]";
    }

    /** A line for the call and one for its participants. */
    static String call(Stories.Story story, boolean isNew) {
        Seen.Call call = story.call();
        String told = String.format(
                Locale.ROOT,
                "%s  %.8s  %-" + (NAME + 2) + "s  %s  %6s  %s%s",
                at(DATE_TIME, call.end()),
                call.mpcUuid(),
                name(call.name()),
                length(call.length()),
                amount(call.amount()),
                Objects.requireNonNullElse(call.cause(), "-"),
                isNew ? "  (new: in Kafka " + seconds(Duration.between(call.end(), call.arrived())) + " later)" : "");
        return told + "\n" + INDENT + participants(story);
    }

    private static String participants(Stories.Story story) {
        if (story.participants().isEmpty()) {
            return story.call().participants() == null ? "participants unknown" : "nobody took part";
        }
        return story.participants().stream()
                .sorted(Comparator.comparing(
                        Seen.Participant::join, Comparator.nullsFirst(Comparator.<Instant>naturalOrder())))
                .map(each -> String.format(
                        "+ %s %s %s-%s",
                        Objects.requireNonNullElse(each.role(), "participant"),
                        each.memberId(),
                        at(TIME, each.join()),
                        at(TIME, each.exit())))
                .collect(Collectors.joining("  "));
    }

    private static String at(DateTimeFormatter format, Instant time) {
        return time == null ? "?" : format.format(time);
    }

    /** In quotes, without control characters, and no longer than its column. */
    static String name(String name) {
        String shown = name == null ? "" : name.replaceAll("\\p{Cntrl}", " ");
        return '"' + (shown.length() > NAME ? shown.substring(0, NAME - 3) + "..." : shown) + '"';
    }

    static String length(Duration length) {
        return length == null
                ? "   -    "
                : String.format("%02d:%02d:%02d", length.toHours(), length.toMinutesPart(), length.toSecondsPart());
    }

    static String amount(BigDecimal amount) {
        if (amount == null) {
            return "-";
        }
        return amount.scale() < 2 || amount.stripTrailingZeros().scale() <= 2
                ? amount.setScale(2, RoundingMode.HALF_EVEN).toPlainString()
                : amount.stripTrailingZeros().toPlainString();
    }
}
