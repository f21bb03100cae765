package io.github.mpcconnect.api;

/**
 * An object of a list that cannot be read as what it should be. Nothing of it is guessed.
 *
 * @param resource {@code call} or {@code participant}
 * @param mpcUuid the call it is or belongs to, as far as can be told; null where it cannot
 * @param memberId a participant's id, as far as can be told; null where it cannot, and for calls
 * @param error a sentence that says what is wrong with which field
 * @param apiId the {@code api_id} of the answer that held it
 * @param raw the JSON value as the API sent it, to the letter
 */
public record Malformed(String resource, String mpcUuid, String memberId, String error, String apiId, String raw) {}
