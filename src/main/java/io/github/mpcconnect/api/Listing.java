package io.github.mpcconnect.api;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Reads all pages of a query and proves them. (To be written.) */
public final class Listing {

    private Listing() {}

    /**
     * The first page, then the others in parallel. Fails as soon as one page fails, and cancels the others.
     *
     * @param page requests the page at an offset; futures complete on one thread
     * @param id the identity of an object
     * @param max more objects than this are not read
     */
    public static <T> CompletableFuture<Listed<T>> read(
            IntFunction<CompletableFuture<Page<T>>> page, Function<T, String> id, int max) {
        throw new UnsupportedOperationException();
    }

    /**
     * As {@link #read}, but a page that fails is left out: the outcome is then {@code INCOMPLETE} and the objects are
     * those of the pages that were answered. Never fails because of a page.
     */
    public static <T> CompletableFuture<Listed<T>> readAnswered(
            IntFunction<CompletableFuture<Page<T>>> page, Function<T, String> id, int max) {
        throw new UnsupportedOperationException();
    }
}
