package io.github.mpcconnect.api;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Reads all pages of a query and proves the result. Further pages are requested only if the first one is full, never
 * because of the reported count alone, and never if the count exceeds the limit.
 */
public final class Listing {

    private Listing() {}

    /**
     * Reads the first page, then the others in parallel. Fails as soon as one page fails. A failure, or cancelling the
     * returned future, cancels all open requests.
     *
     * @param page requests the page at an offset; all of its futures complete on the same thread
     * @param id returns the id of an object
     * @param max if the first page reports more objects than this, the outcome is {@code TOO_MANY}
     */
    public static <T> CompletableFuture<Listed<T>> read(
            IntFunction<CompletableFuture<Page<T>>> page, Function<T, String> id, int max) {
        return new Reading<>(page, id, max, true).begin();
    }

    /**
     * Like {@link #read}, but a failed page is left out: the outcome is then {@code INCOMPLETE}, with the objects of
     * the other pages. The future never fails because of a page.
     */
    public static <T> CompletableFuture<Listed<T>> readAnswered(
            IntFunction<CompletableFuture<Page<T>>> page, Function<T, String> id, int max) {
        return new Reading<>(page, id, max, false).begin();
    }

    private static final class Reading<T> {

        private final IntFunction<CompletableFuture<Page<T>>> source;
        private final Function<T, String> id;
        private final int max;
        private final boolean allPages;
        private final CompletableFuture<Listed<T>> result = new CompletableFuture<>();
        private final List<CompletableFuture<Page<T>>> requests = new ArrayList<>();

        /** By position; null if the page failed or has not been answered yet. */
        private final List<Page<T>> pages = new ArrayList<>();

        private int open = 1;

        Reading(IntFunction<CompletableFuture<Page<T>>> source, Function<T, String> id, int max, boolean allPages) {
            this.source = source;
            this.id = id;
            this.max = max;
            this.allPages = allPages;
        }

        CompletableFuture<Listed<T>> begin() {
            pages.add(null);
            request(0);
            result.whenComplete((listed, failure) -> requests.forEach(request -> request.cancel(true)));
            return result;
        }

        private void request(int position) {
            CompletableFuture<Page<T>> request;
            try {
                request = source.apply(position * MpcApi.PAGE_SIZE);
            } catch (RuntimeException e) {
                request = CompletableFuture.failedFuture(e);
            }
            requests.add(request);
            request.whenComplete((page, failure) -> {
                try {
                    answered(position, page, failure);
                } catch (RuntimeException e) {
                    result.completeExceptionally(e);
                }
            });
        }

        private void answered(int position, Page<T> page, Throwable failure) {
            if (result.isDone()) {
                return;
            }
            if (failure != null && allPages) {
                result.completeExceptionally(cause(failure));
                return;
            }
            pages.set(position, page);
            open--;
            if (position == 0 && page != null && page.isFull() && page.count() <= max) {
                requestOthers((page.count() + MpcApi.PAGE_SIZE - 1) / MpcApi.PAGE_SIZE);
            }
            if (open == 0 && !result.isDone()) {
                result.complete(new Proof<>(pages, id).listed(max));
            }
        }

        private void requestOthers(int all) {
            for (int position = 1; position < all; position++) {
                pages.add(null);
                open++;
            }
            for (int position = 1; position < all && !result.isDone(); position++) {
                request(position);
            }
        }

        private static Throwable cause(Throwable failure) {
            return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        }
    }
}
