package io.github.mpcconnect.ingest;

/** What the API told of a window does not add up, however often it is asked. Nothing of it may be sent. */
final class IncompleteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IncompleteException(String message) {
        super(message);
    }
}
