package io.github.mpcconnect.config;

/**
 * The form of an account's records.
 *
 * @param topicPrefix the first part of the names of all topics
 * @param filter the filter's canonical text, part of the source partition; null without a filter
 * @param participants where the participants of ended calls go
 * @param timestamp the time that records carry in Kafka
 * @param decimals how amounts are written
 * @param raw whether calls and participants have a field with the object as the API sent it
 */
public record RecordOptions(
        String topicPrefix,
        String filter,
        ParticipantsMode participants,
        RecordTimestamp timestamp,
        DecimalHandling decimals,
        boolean raw) {}
