package io.github.mpcconnect.simulator;

/** The API answers 400, with this message. */
final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadRequest(String message) {
        super(message, null, false, false);
    }
}
