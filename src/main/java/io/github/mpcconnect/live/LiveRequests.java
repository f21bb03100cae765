package io.github.mpcconnect.live;

import io.github.mpcconnect.request.Patience;
import io.github.mpcconnect.request.Requests;
import io.github.mpcconnect.request.Resource;
import io.github.mpcconnect.request.Work;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Sends a request for live calls: tried once, because the next poll reads the same again. */
public interface LiveRequests {

    /** The future completes on the loop's thread. */
    <T> CompletableFuture<T> submit(Resource resource, Supplier<CompletableFuture<T>> attempt);

    static LiveRequests of(Requests requests) {
        return new LiveRequests() {
            @Override
            public <T> CompletableFuture<T> submit(Resource resource, Supplier<CompletableFuture<T>> attempt) {
                return requests.submit(Work.LIVE, resource, Patience.ONE_TRY, attempt);
            }
        };
    }
}
