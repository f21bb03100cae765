package io.github.mpcconnect.batch;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.timeline.Day;

import java.time.Instant;
import java.util.List;

/**
 * One sending of an ended call with its participants. Exactly one of {@code call} and {@code malformed} is set: a call
 * that cannot be read goes to the errors topic, its participants as those of any other.
 *
 * @param day the day that the call is counted in
 * @param observedAt the API's clock when it was read
 * @param participants those that the API returned after the call's end, in the order of joining
 * @param seen those that it did not return then, as they were last seen while the call was live
 * @param source where the participants come from; null when they were not requested
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
        implements Item {}
