package io.github.mpcconnect.quickstart;

/** The connector or its task failed; the message says why. */
final class TaskFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TaskFailedException(String message) {
        super(message);
    }
}
