package io.github.mpcconnect.batch;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.timeline.Day;

import java.time.Instant;
import java.util.List;

/**
 * An ended call and its participants, to be sent. Exactly one of {@code call} and {@code malformed} is set: a malformed
 * call goes to the errors topic, but its participants are sent like those of any other call.
 *
 * @param day the day in which the call is counted
 * @param observedAt when the call was read, by the API's clock
 * @param participants the participants that the API returned after the call ended, in the order of joining
 * @param seen the participants that it did not return, as last seen while the call was live
 * @param source where the participants come from; null if they were not requested
 */
public record EndedCall(
        MultiPartyCall call,
        Malformed malformed,
        Day day,
        Change change,
        Instant observedAt,
        List<Participant> participants,
        List<Participant> seen,
        ParticipantsSource source)
        implements BatchItem {}
