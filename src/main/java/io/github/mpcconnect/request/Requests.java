package io.github.mpcconnect.request;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Sends one account's requests. All methods are for the loop's thread alone. (To be written.) */
public final class Requests {

    /**
     * A request that is sent when it is the most urgent one and the account's allowance has a permit. The future
     * completes on the loop's thread: with the response; with an {@code ApiException} of kind {@code NOT_FOUND} or, for
     * participants, {@code REFUSED}; or with an {@link UnansweredException}. A future that is cancelled before its turn
     * is never sent; one in flight is cut off.
     *
     * @param attempt makes one HTTP exchange; its future may complete on any thread
     */
    public <T> CompletableFuture<T> submit(
            Work work, Resource resource, Patience patience, Supplier<CompletableFuture<T>> attempt) {
        throw new UnsupportedOperationException();
    }

    /** How many requests wait for their turn for this kind of work. */
    public int waiting(Work work) {
        throw new UnsupportedOperationException();
    }
}
