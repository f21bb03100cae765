package io.github.mpcconnect.api;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Typed access to one JSON object: tolerant of the forms that the API is seen to use (numbers as strings, a time with
 * or without fraction), strict where a value would have to be guessed.
 */
final class JsonFields {

    private static final int MAX_DIGITS = 60;
    private static final int MAX_ID_LENGTH = 64;

    /** What a record holds of an amount: 18 digits, 5 of them behind the decimal point. */
    private static final int AMOUNT_SCALE = 5;

    private static final int MAX_AMOUNT_DIGITS = 18 - AMOUNT_SCALE;

    private final JsonNode object;

    JsonFields(JsonNode object) {
        this.object = object;
    }

    /** Text; null where there is none. Other scalars are taken as they are written. */
    String text(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isValueNode()) {
            throw new Unreadable("The field '" + name + "' is not a text.");
        }
        return value.asString();
    }

    /** An id: up to 64 letters, digits, {@code -} and {@code _}. */
    String id(String name) {
        String id = text(name);
        if (id == null || id.isBlank()) {
            throw new Unreadable("The field '" + name + "' is missing.");
        }
        if (!isId(id)) {
            throw new Unreadable("The field '" + name + "' is not an id of at most " + MAX_ID_LENGTH
                    + " letters, digits, '-' and '_'.");
        }
        return id;
    }

    /** An id, also of an object that cannot be read; null where it has none. */
    String idOrNull(String name) {
        JsonNode value = object.get(name);
        return value != null && value.isValueNode() && !value.isNull() && isId(value.asString())
                ? value.asString()
                : null;
    }

    private static boolean isId(String text) {
        boolean is = !text.isEmpty() && text.length() <= MAX_ID_LENGTH;
        for (int i = 0; is && i < text.length(); i++) {
            char c = text.charAt(i);
            is = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c == '-' || c == '_';
        }
        return is;
    }

    Integer integer(String name) {
        BigDecimal number = number(name, "is not a whole number");
        if (number == null) {
            return null;
        }
        try {
            return number.intValueExact();
        } catch (ArithmeticException e) {
            throw unreadable(name, value(name), "is not a whole number of 32 bits");
        }
    }

    BigDecimal amount(String name) {
        BigDecimal amount = number(name, "is not an amount");
        if (amount != null) {
            BigDecimal rounded = amount.setScale(AMOUNT_SCALE, RoundingMode.HALF_EVEN);
            if (rounded.precision() - rounded.scale() > MAX_AMOUNT_DIGITS) {
                String complaint = "has more than " + MAX_AMOUNT_DIGITS + " digits before the decimal point";
                throw unreadable(name, value(name), complaint);
            }
        }
        return amount;
    }

    Boolean flag(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        return switch (value.isValueNode() ? value.asString() : "") {
            case "true" -> true;
            case "false" -> false;
            default -> throw unreadable(name, value, "is neither true nor false");
        };
    }

    Instant time(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return ApiTime.parse(text);
        } catch (DateTimeException e) {
            throw unreadable(name, value(name), "is not a time with a zone, such as 2020-12-24 15:23:40+05:30");
        }
    }

    private BigDecimal number(String name, String complaint) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isNumber() && !value.isString()) {
            throw unreadable(name, value, complaint);
        }
        try {
            BigDecimal number = value.isNumber() ? value.decimalValue() : new BigDecimal(value.asString());
            if (number.precision() > MAX_DIGITS || Math.abs(number.scale()) > MAX_DIGITS) {
                throw unreadable(name, value, "has too many digits");
            }
            return number;
        } catch (NumberFormatException e) {
            throw unreadable(name, value, complaint);
        }
    }

    private JsonNode value(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static Unreadable unreadable(String name, JsonNode value, String complaint) {
        return new Unreadable("The field '" + name + "' " + complaint + ": " + value);
    }

    /** One object of a list cannot be read; the others can. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }
}
