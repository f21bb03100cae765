package io.github.mpcconnect.request;

/** The connector cannot continue until a person intervenes. The message says what happened and what to do. */
public final class FatalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FatalException(String message, Throwable cause) {
        super(message, cause);
    }
}
