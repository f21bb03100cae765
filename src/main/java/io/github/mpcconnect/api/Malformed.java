package io.github.mpcconnect.api;

/**
 * An object of a list that cannot be read as what it should be. Nothing of it is guessed.
 *
 * @param resource {@link #CALL} or {@link #PARTICIPANT}
 * @param mpcUuid the id of the call that it is or belongs to; null where it is not known
 * @param memberId a participant's id; null where it is not known, and for calls
 * @param error a sentence that says what is wrong with which field
 * @param apiId the {@code api_id} of the response that held it
 * @param raw the JSON value exactly as the API sent it
 */
public record Malformed(String resource, String mpcUuid, String memberId, String error, String apiId, String raw) {

    public static final String CALL = "call";
    public static final String PARTICIPANT = "participant";

    /** The object's own id; null where it is not known. */
    public String id() {
        return PARTICIPANT.equals(resource) ? memberId : mpcUuid;
    }
}
