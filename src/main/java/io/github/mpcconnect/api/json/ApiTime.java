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
 * Reads the times in responses: {@code 2020-12-24 15:23:40+05:30}, also with a T, with a fraction, with Z. A time
 * without a zone is rejected. The very first form is read by position, which is a tenth of a formatter's work: there
 * are seven times in a call with two participants.
 */
final class ApiTime {

    private static final String USUAL = "0000-00-00 00:00:00+00:00";
    private static final int SIGN = 19;

    private static final DateTimeFormatter ANY = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private ApiTime() {}

    /** @throws DateTimeException where it is not one */
    static Instant parse(String text) {
        if (!isUsual(text)) {
            return OffsetDateTime.parse(text, ANY).toInstant();
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

    private static boolean isUsual(String text) {
        boolean usual = text.length() == USUAL.length();
        for (int i = 0; usual && i < USUAL.length(); i++) {
            char c = text.charAt(i);
            usual = USUAL.charAt(i) == '0' ? c >= '0' && c <= '9' : c == USUAL.charAt(i) || i == SIGN && c == '-';
        }
        return usual;
    }

    private static int twoDigits(String text, int at) {
        return 10 * (text.charAt(at) - '0') + text.charAt(at + 1) - '0';
    }
}
