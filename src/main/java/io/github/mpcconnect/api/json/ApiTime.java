package io.github.mpcconnect.api.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;

/**
 * Parses the times in responses, such as {@code 2020-12-24 15:23:40+05:30}, also with {@code T}, a fraction or
 * {@code Z}. A time without an offset is rejected. The form shown here is parsed by position, ten times as fast as by a
 * formatter: a call with two participants contains seven times.
 */
final class ApiTime {

    private static final String PATTERN = "0000-00-00 00:00:00+00:00";
    private static final int SIGN = 19;

    private static final DateTimeFormatter FORMATTER = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private ApiTime() {}

    /** @throws DateTimeException if the text is not a time with an offset */
    static Instant parse(String text) {
        if (!matchesPattern(text)) {
            return OffsetDateTime.parse(text, FORMATTER).toInstant();
        }
        LocalDateTime time = LocalDateTime.of(
                100 * twoDigits(text, 0) + twoDigits(text, 2),
                twoDigits(text, 5),
                twoDigits(text, 8),
                twoDigits(text, 11),
                twoDigits(text, 14),
                twoDigits(text, 17));
        int sign = text.charAt(SIGN) == '-' ? -1 : 1;
        return time.toInstant(ZoneOffset.ofHoursMinutes(sign * twoDigits(text, 20), sign * twoDigits(text, 23)));
    }

    private static boolean matchesPattern(String text) {
        boolean matches = text.length() == PATTERN.length();
        for (int i = 0; matches && i < PATTERN.length(); i++) {
            char c = text.charAt(i);
            matches = PATTERN.charAt(i) == '0' ? c >= '0' && c <= '9' : c == PATTERN.charAt(i) || i == SIGN && c == '-';
        }
        return matches;
    }

    private static int twoDigits(String text, int at) {
        return 10 * (text.charAt(at) - '0') + text.charAt(at + 1) - '0';
    }
}
