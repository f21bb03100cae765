package io.github.mpcconnect.simulation;

import io.github.mpcconnect.request.Resource;
import io.github.mpcconnect.simulation.World.Span;

import java.time.Instant;

/** What is wrong at the API of one account, and when. */
sealed interface Trouble {

    Span when();

    enum How {
        /** The count is one more than there are. */
        COUNT_OFF,
        /** One object is missing. */
        MISSING,
        /** 500. */
        FAIL,
        /** 503 with a Retry-After of some minutes. */
        FAIL_LONG,
        /** No response until the client's timeout. */
        HANG,
        /** Participants are null. */
        NULLS,
        /** The list itself is null. */
        OBJECTS_NULL,
        NOT_FOUND,
        EMPTY,
        /** Later pages fail. */
        LATER_PAGES
    }

    /** With one call's participants. */
    record WithParticipants(String call, How how, Span when) implements Trouble {}

    /** With each list that covers the second that ends at an instant. */
    record WithSecond(Instant second, How how, Span when) implements Trouble {

        boolean touches(Instant after, Instant upTo) {
            return after.isBefore(second) && !upTo.isBefore(second);
        }
    }

    /** With each list. */
    record WithLists(How how, Span when) implements Trouble {}

    /** A whole resource is out; null: both. */
    record Outage(Resource resource, How how, Span when) implements Trouble {

        boolean concerns(Resource other) {
            return resource == null || resource == other;
        }
    }

    /** Another program uses the allowance: so many of a hundred requests are refused. */
    record Busy(int percent, Span when) implements Trouble {}

    /** Single responses carry a wrong Date. */
    record WrongDate(int percent, Span when) implements Trouble {}
}
