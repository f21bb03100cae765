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
 * Reads the fields of JSON objects, one object at a time. It accepts the variants that the API uses (numbers as
 * strings, times with or without a fraction) and rejects a value that would have to be guessed. A value is converted
 * only on access, so after an unreadable object the parser is still at the object's end.
 */
public final class JsonFields<F extends Enum<F>> {

    private static final int MAX_DIGITS = 60;
    private static final int MAX_ID_LENGTH = 64;
    private static final int MAX_INT_DIGITS = 10;

    /** A record holds amounts of up to 18 digits, 5 of them after the decimal point. */
    private static final int AMOUNT_SCALE = 5;

    private static final int MAX_AMOUNT_DIGITS = 18 - AMOUNT_SCALE;

    private final FieldNames<F> names;
    private final JsonBytes json;
    private final Consumer<String> unknown;

    /** By the field's ordinal; null if the object does not have the field, or it is null. */
    private final JsonToken[] tokens;

    /** By the field's ordinal: the characters of a string, the JSON text of anything else. */
    private final String[] texts;

    /**
     * @param json the JSON that the parser reads
     * @param unknown receives the names of unknown fields
     */
    JsonFields(FieldNames<F> names, JsonBytes json, Consumer<String> unknown) {
        this.names = names;
        this.json = json;
        this.unknown = unknown;
        this.tokens = new JsonToken[names.size()];
        this.texts = new String[names.size()];
    }

    /**
     * Discards the previous object and reads the current one to its end. If a field occurs twice, the second value
     * counts.
     */
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

    /** The text of a field, or null. Other scalars are returned as they are written. */
    String text(F field) {
        JsonToken token = tokens[field.ordinal()];
        if (token == null) {
            return null;
        }
        if (token.isStructStart()) {
            throw new Unreadable("The field '" + names.name(field) + "' is not a string.");
        }
        return texts[field.ordinal()];
    }

    String lowerCase(F field) {
        String text = text(field);
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    /** A required id: up to 64 letters, digits, {@code -} and {@code _}. */
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

    /** The id, or null if it is missing or invalid. Also works for a malformed object. */
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
            throw unreadable(field, "does not fit into 32 bits");
        }
    }

    /** A count of 0 or more, or null if the field is anything else. */
    Integer countOrNull(F field) {
        String text = texts[field.ordinal()];
        if (tokens[field.ordinal()] != JsonToken.VALUE_NUMBER_INT || text.length() > MAX_INT_DIGITS) {
            return null;
        }
        long count = Long.parseLong(text);
        return count >= 0 && count <= Integer.MAX_VALUE ? Integer.valueOf((int) count) : null;
    }

    /** Whether the object has the field with a value other than null. */
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
            throw unreadable(field, "is not a time with a UTC offset, such as 2020-12-24 15:23:40+05:30");
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

    /** A value, an object or a whole response cannot be read. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }
}
