package io.github.mpcconnect.quickstart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts each call together with its participants, who arrive in a topic of their own, sooner or later than it does. */
final class Stories {

    private final Map<String, Seen.Call> calls = new HashMap<>();
    private final Map<String, List<Seen.Participant>> participants = new HashMap<>();

    /** A call with all of its participants. */
    record Story(Seen.Call call, List<Seen.Participant> participants) {}

    /** The stories that are complete with what was seen now. */
    List<Story> with(List<Seen> seen) {
        List<Story> complete = new ArrayList<>();
        for (Seen each : seen) {
            if (each instanceof Seen.Call call) {
                calls.put(call.mpcUuid(), call);
            } else if (each instanceof Seen.Participant participant) {
                participants
                        .computeIfAbsent(participant.mpcUuid(), uuid -> new ArrayList<>())
                        .add(participant);
            }
            Seen.Call call = calls.get(each.mpcUuid());
            if (call != null && isComplete(call)) {
                calls.remove(call.mpcUuid());
                List<Seen.Participant> known = participants.remove(call.mpcUuid());
                complete.add(new Story(call, known == null ? List.of() : List.copyOf(known)));
            }
        }
        return complete;
    }

    private boolean isComplete(Seen.Call call) {
        int known = participants.getOrDefault(call.mpcUuid(), List.of()).size();
        return call.participants() == null || known >= call.participants();
    }
}
