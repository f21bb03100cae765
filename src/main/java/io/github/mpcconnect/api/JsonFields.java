package io.github.mpcconnect.api;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Typed access to one JSON object: tolerant of the shapes the API is seen to use (numbers as strings, a time with or
 * without fraction), strict where a value would have to be guessed.
 */
final class JsonFields {

    private static final int MOST_DIGITS = 60;

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
            throw new Unreadable("The field '" + name + "' is no text.");
        }
        return value.asString();
    }

    /** Text that may not be missing or blank. */
    String id(String name) {
        String id = text(name);
        if (id == null || id.isBlank()) {
            throw new Unreadable("The field '" + name + "' is missing.");
        }
        return id;
    }

    Integer integer(String name) {
        BigDecimal number = number(name, "is no whole number");
        if (number == null) {
            return null;
        }
        try {
            return number.intValueExact();
        } catch (ArithmeticException e) {
            throw unreadable(name, value(name), "is no whole number of 32 bits");
        }
    }

    BigDecimal amount(String name) {
        return number(name, "is no amount");
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
            throw unreadable(name, value(name), "is no time with a zone, such as 2020-12-24 15:23:40+05:30");
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
            if (number.precision() > MOST_DIGITS || Math.abs(number.scale()) > MOST_DIGITS) {
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
