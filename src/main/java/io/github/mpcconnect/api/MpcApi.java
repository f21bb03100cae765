package io.github.mpcconnect.api;

import java.util.concurrent.CompletableFuture;

/**
 * The part of Plivo's Multiparty Call API that the connector reads, for one account. Each method sends one request and
 * never blocks. The future completes on a thread of the client; if there is no usable response, it fails with an
 * {@link ApiException} that says whether a retry can help. Cancelling the future aborts the exchange.
 */
public interface MpcApi {

    /** The size of a page: the maximum that the API allows. */
    int PAGE_SIZE = 20;

    /**
     * Requests a page of the account's calls, the most recently created first.
     *
     * @see <a href="https://www.plivo.com/docs/voice/api/multiparty-call/list-all-multiparty-calls">Retrieve all
     *     multiparty calls</a>
     */
    CompletableFuture<Page<MultiPartyCall>> calls(CallQuery query);

    /**
     * Requests a page of a call's participants. Once the call has ended, the API may return all of them, none, nulls,
     * or 404.
     *
     * @param offset how many participants to skip
     * @see <a href="https://www.plivo.com/docs/voice/api/multiparty-call/participants/list-all-participants">Retrieve
     *     all participant details</a>
     */
    CompletableFuture<Page<Participant>> participants(String mpcUuid, int offset);
}
