package io.github.mpcconnect.record;

import io.github.mpcconnect.config.DecimalHandling;
import io.github.mpcconnect.config.ParticipantsMode;
import io.github.mpcconnect.config.RecordTimestamp;

/**
 * What the user chose about the form of records.
 *
 * @param topicPrefix what the names of all topics begin with
 * @param filter the canonical form of the filter, part of the source partition; null without one
 * @param raw whether calls and participants carry the object as the API sent it
 */
public record RecordOptions(
        String topicPrefix,
        String filter,
        ParticipantsMode participants,
        RecordTimestamp timestamp,
        DecimalHandling decimals,
        boolean raw) {}
