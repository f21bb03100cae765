package io.github.mpcconnect.support;

import io.github.mpcconnect.support.Topic.Line;

import java.util.List;

/** What a connector sent, as consumers see it: its topics of calls and of participants, in order. */
public record Arrived(List<Line> calls, List<Line> participants) {

    public Arrived {
        calls = List.copyOf(calls);
        participants = List.copyOf(participants);
    }
}
