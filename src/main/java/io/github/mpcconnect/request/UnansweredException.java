package io.github.mpcconnect.request;

/** A request got no usable response while others were answered. The cause is the last failure. */
public final class UnansweredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnansweredException(String message, Throwable cause) {
        super(message, cause);
    }
}
