package io.github.mpcconnect.live;

import io.github.mpcconnect.request.Patience;
import io.github.mpcconnect.request.Requests;
import io.github.mpcconnect.request.Resource;
import io.github.mpcconnect.request.Work;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Sends requests for live calls. Each is tried once, because the next poll repeats it. */
public interface LiveRequests {

    /** Submits a request. The future completes on the loop's thread. */
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
