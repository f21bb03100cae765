package io.github.mpcconnect.api;

/**
 * An object in a list that could not be read as a call or participant. None of its values is guessed.
 *
 * @param resource {@link #CALL} or {@link #PARTICIPANT}
 * @param mpcUuid the id of the call, for a participant that of its call; null if unknown
 * @param memberId the id of the participant; null if unknown, and for calls
 * @param error a sentence that names the field and what is wrong with it
 * @param apiId the {@code api_id} of the response; may be null
 * @param raw the JSON value exactly as the API sent it
 */
public record Malformed(String resource, String mpcUuid, String memberId, String error, String apiId, String raw) {

    public static final String CALL = "call";
    public static final String PARTICIPANT = "participant";

    /** The object's own id; null if unknown. */
    public String id() {
        return PARTICIPANT.equals(resource) ? memberId : mpcUuid;
    }
}
