package io.github.mpcconnect.api;

/**
 * The part of Plivo's Multiparty Call API that the connector reads, for one account. Each method is one request, blocks
 * until its answer is there, and fails with an {@link ApiException} that says whether to ask again.
 */
public interface MpcApi {

    /** The API's page size; the most it allows. */
    int PAGE_SIZE = 20;

    /**
     * A page of the account's calls, newest creation first.
     *
     * @throws ApiException where there is no answer that can be used
     * @see <a href="https://www.plivo.com/docs/voice/api/multiparty-call/list-all-multiparty-calls">Retrieve all
     *     multiparty calls</a>
     */
    Page<MultiPartyCall> calls(CallQuery query);

    /**
     * A page of a call's participants. For a call that is over the API may tell all of them, none, nulls, or 404.
     *
     * @param offset how many participants to pass over
     * @throws ApiException where there is no answer that can be used
     * @see <a href="https://www.plivo.com/docs/voice/api/multiparty-call/participants/list-all-participants">Retrieve
     *     all participant details</a>
     */
    Page<Participant> participants(String mpcUuid, int offset);
}
