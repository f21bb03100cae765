package io.github.mpcconnect.config;

import java.time.Duration;

/**
 * How calls in progress are followed.
 *
 * @param enabled whether they are; where they are not, rows that an earlier run left get their tombstones once
 * @param interval between two polls
 * @param withParticipants whether the participants of active calls are read
 */
public record LiveSettings(boolean enabled, Duration interval, boolean withParticipants) {}
