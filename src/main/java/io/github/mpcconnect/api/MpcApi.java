package io.github.mpcconnect.api;

import java.util.concurrent.CompletableFuture;

/**
 * The part of Plivo's Multiparty Call API that the connector reads, for one account. Each method makes one request and
 * never blocks; its future fails with an {@link ApiException} that says whether a retry can help, and completes on a
 * thread of the client. Cancelling the future cuts the exchange off.
 */
public interface MpcApi {

    /** The API's page size, the maximum that it allows. */
    int PAGE_SIZE = 20;

    /**
     * A page of the account's calls, newest creation first.
     *
     * @see <a href="https://www.plivo.com/docs/voice/api/multiparty-call/list-all-multiparty-calls">Retrieve all
     *     multiparty calls</a>
     */
    CompletableFuture<Page<MultiPartyCall>> calls(CallQuery query);

    /**
     * A page of a call's participants. For a call that is over the API may return all of them, none, nulls, or 404.
     *
     * @param offset how many participants to skip
     * @see <a href="https://www.plivo.com/docs/voice/api/multiparty-call/participants/list-all-participants">Retrieve
     *     all participant details</a>
     */
    CompletableFuture<Page<Participant>> participants(String mpcUuid, int offset);
}
