package io.github.mpcconnect.request;

/** Reading cannot go on until a person has acted. The message says what happened and what to do. */
public final class FatalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FatalException(String message, Throwable cause) {
        super(message, cause);
    }
}
