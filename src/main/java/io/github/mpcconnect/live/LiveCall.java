package io.github.mpcconnect.live;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A call in progress, with those who are in it.
 *
 * @param call null where only the key is known, from before a restart
 * @param participants by member id; a value is null where only the key is known
 */
public record LiveCall(MultiPartyCall call, Map<String, Participant> participants) {

    public LiveCall {
        participants = Collections.unmodifiableMap(new LinkedHashMap<>(participants));
    }
}
