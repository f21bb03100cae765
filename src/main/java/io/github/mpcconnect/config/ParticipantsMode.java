package io.github.mpcconnect.config;

/** Where a call's participants go. */
public enum ParticipantsMode {
    TOPIC,
    EMBEDDED,
    NONE
}
