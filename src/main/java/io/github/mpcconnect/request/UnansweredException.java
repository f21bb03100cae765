package io.github.mpcconnect.request;

/** A request stays without a usable response while others are answered; its cause is the last failure. */
public final class UnansweredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnansweredException(String message, Throwable cause) {
        super(message, cause);
    }
}
