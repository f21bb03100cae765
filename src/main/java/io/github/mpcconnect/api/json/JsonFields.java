package io.github.mpcconnect.api.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.databind.node.StringNode;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The fields of one JSON object after the other, by type: tolerant of the forms that the API is seen to use (numbers as
 * strings, a time with or without fraction), strict where a value would have to be guessed. What an object holds is
 * only converted when it is asked for, so that one that cannot be read leaves the parser at its end.
 */
public final class JsonFields<F extends Enum<F>> {

    private static final int MAX_DIGITS = 60;
    private static final int MAX_ID_LENGTH = 64;
    private static final int MAX_INT_DIGITS = 10;

    /** What a record holds of an amount: 18 digits, 5 of them behind the decimal point. */
    private static final int AMOUNT_SCALE = 5;

    private static final int MAX_AMOUNT_DIGITS = 18 - AMOUNT_SCALE;

    private final FieldNames<F> names;
    private final JsonBytes json;
    private final Consumer<String> unknown;

    /** By the field's ordinal: null where the object does not have it. */
    private final JsonToken[] tokens;

    /** By the field's ordinal: a string's characters, everything else as it was sent. */
    private final String[] texts;

    /**
     * @param json what the parser reads
     * @param unknown receives the names of other fields
     */
    JsonFields(FieldNames<F> names, JsonBytes json, Consumer<String> unknown) {
        this.names = names;
        this.json = json;
        this.unknown = unknown;
        this.tokens = new JsonToken[names.size()];
        this.texts = new String[names.size()];
    }

    /** Forgets the last object and reads to this one's end. Of a field that it has twice, the second counts. */
    void read(JsonParser parser) {
        clear();
        for (int field = parser.nextNameMatch(names.matcher());
                field != PropertyNameMatcher.MATCH_END_OBJECT;
                field = parser.nextNameMatch(names.matcher())) {
            if (field >= 0) {
                take(field, parser.nextToken(), parser);
            } else {
                unknown.accept(parser.currentName());
                parser.nextToken();
                parser.skipChildren();
            }
        }
    }

    void clear() {
        Arrays.fill(tokens, null);
    }

    private void take(int field, JsonToken token, JsonParser parser) {
        tokens[field] = token == JsonToken.VALUE_NULL ? null : token;
        texts[field] = token.isStructStart() ? structure(parser) : parser.getString();
    }

    private String structure(JsonParser parser) {
        int start = JsonBytes.tokenStart(parser);
        parser.skipChildren();
        return json.text(start, JsonBytes.tokenEnd(parser));
    }

    /** Text; null where there is none. Other scalars are taken as they are written. */
    String text(F field) {
        JsonToken token = tokens[field.ordinal()];
        if (token == null) {
            return null;
        }
        if (token.isStructStart()) {
            throw new Unreadable("The field '" + names.name(field) + "' is not a text.");
        }
        return texts[field.ordinal()];
    }

    String lowerCase(F field) {
        String text = text(field);
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    /** An id: up to 64 letters, digits, {@code -} and {@code _}. */
    String id(F field) {
        String id = text(field);
        if (id == null || id.isBlank()) {
            throw new Unreadable("The field '" + names.name(field) + "' is missing.");
        }
        if (!isId(id)) {
            throw new Unreadable("The field '" + names.name(field) + "' is not an id of at most " + MAX_ID_LENGTH
                    + " letters, digits, '-' and '_'.");
        }
        return id;
    }

    /** An id, also of an object that cannot be read; null where it has none. */
    String idOrNull(F field) {
        JsonToken token = tokens[field.ordinal()];
        String text = texts[field.ordinal()];
        return token != null && token.isScalarValue() && isId(text) ? text : null;
    }

    private static boolean isId(String text) {
        boolean is = !text.isEmpty() && text.length() <= MAX_ID_LENGTH;
        for (int i = 0; is && i < text.length(); i++) {
            char c = text.charAt(i);
            is = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c == '-' || c == '_';
        }
        return is;
    }

    Integer integer(F field) {
        String text = texts[field.ordinal()];
        if (tokens[field.ordinal()] == JsonToken.VALUE_NUMBER_INT && text.length() < MAX_INT_DIGITS) {
            return Integer.valueOf(text);
        }
        BigDecimal number = number(field, "is not a whole number");
        if (number == null) {
            return null;
        }
        try {
            return number.intValueExact();
        } catch (ArithmeticException e) {
            throw unreadable(field, "is not a whole number of 32 bits");
        }
    }

    /** A number of 0 or more; null where there is none, in whatever form. */
    Integer countOrNull(F field) {
        String text = texts[field.ordinal()];
        if (tokens[field.ordinal()] != JsonToken.VALUE_NUMBER_INT || text.length() > MAX_INT_DIGITS) {
            return null;
        }
        long count = Long.parseLong(text);
        return count >= 0 && count <= Integer.MAX_VALUE ? Integer.valueOf((int) count) : null;
    }

    /** Whether the object has the field, and it is not null. */
    boolean has(F field) {
        return tokens[field.ordinal()] != null;
    }

    BigDecimal amount(F field) {
        BigDecimal amount = number(field, "is not an amount");
        if (amount != null) {
            BigDecimal rounded = amount.setScale(AMOUNT_SCALE, RoundingMode.HALF_EVEN);
            if (rounded.precision() - rounded.scale() > MAX_AMOUNT_DIGITS) {
                throw unreadable(field, "has more than " + MAX_AMOUNT_DIGITS + " digits before the decimal point");
            }
        }
        return amount;
    }

    Boolean flag(F field) {
        JsonToken token = tokens[field.ordinal()];
        if (token == null) {
            return null;
        }
        return switch (texts[field.ordinal()]) {
            case "true" -> true;
            case "false" -> false;
            default -> throw unreadable(field, "is neither true nor false");
        };
    }

    Instant time(F field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        try {
            return ApiTime.parse(text);
        } catch (DateTimeException e) {
            throw unreadable(field, "is not a time with a zone, such as 2020-12-24 15:23:40+05:30");
        }
    }

    private BigDecimal number(F field, String complaint) {
        JsonToken token = tokens[field.ordinal()];
        if (token == null) {
            return null;
        }
        if (!token.isNumeric() && token != JsonToken.VALUE_STRING) {
            throw unreadable(field, complaint);
        }
        try {
            BigDecimal number = new BigDecimal(texts[field.ordinal()]);
            if (number.precision() > MAX_DIGITS || Math.abs(number.scale()) > MAX_DIGITS) {
                throw unreadable(field, "has too many digits");
            }
            return number;
        } catch (NumberFormatException e) {
            throw unreadable(field, complaint);
        }
    }

    private Unreadable unreadable(F field, String complaint) {
        String text = texts[field.ordinal()];
        String value = tokens[field.ordinal()] == JsonToken.VALUE_STRING
                ? StringNode.valueOf(text).toString()
                : text.replaceAll("\\s+", " ");
        return new Unreadable("The field '" + names.name(field) + "' " + complaint + ": " + value);
    }

    /** One object of a list cannot be read; the others can. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }
}
