package io.github.mpcconnect.config;

/** Where the participants of a call go: {@code participants.mode}. */
public enum ParticipantsMode implements Choice {
    /** Each is a record of the participants topic. */
    TOPIC,
    /** They are an array in the record of their call. */
    EMBEDDED,
    /** They are not requested. */
    NONE
}
