package io.github.mpcconnect.ingest;

import io.github.mpcconnect.simulator.CallBuilder;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.simulator.SimulatedParticipant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static io.github.mpcconnect.simulator.ParticipantBuilder.aParticipant;
import static org.assertj.core.api.Assertions.assertThat;

/** Calls in a row, and whether they came. */
final class Calls {

    /** How long a call may take from its end to Kafka, where the settle delay is ten seconds. */
    static final Duration MAX_DELAY = Duration.ofSeconds(75);

    private Calls() {}

    /** So many calls with one participant each, named name-0, name-1, ... */
    static List<SimulatedCall> calls(String name, int count, String firstEnd, Duration apart) {
        List<SimulatedCall> calls = new ArrayList<>();
        Instant end = Instant.parse(firstEnd);
        for (int i = 0; i < count; i++) {
            calls.add(aCall().uuid(name + "-" + i)
                    .endedAt(end)
                    .lasting(Duration.ofSeconds(30))
                    .withParticipants(1)
                    .build());
            end = end.plus(apart);
        }
        return calls;
    }

    static List<String> ids(String name, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(name + "-" + i);
        }
        return ids;
    }

    /** Lets time pass; at each half minute all healthy calls that ended a while ago have to be there. */
    static void runAndExpectAllBut(Predicate<String> sick, EngineScene scene, Duration time) {
        Instant end = scene.now().plus(time);
        while (scene.now().isBefore(end)) {
            scene.runFor(Duration.ofSeconds(30));
            Instant due = scene.now().minus(MAX_DELAY);
            assertThat(scene.account.calls().all())
                    .filteredOn(call -> call.endTime().isBefore(due) && !sick.test(call.mpcUuid()))
                    .extracting(SimulatedCall::mpcUuid)
                    .as("calls at the API that are not in Kafka at " + scene.now())
                    .allMatch(scene.written::hasSent);
        }
    }

    /** Each call at the API was sent once. */
    static void expectEachOnce(EngineScene scene) {
        assertThat(scene.ids())
                .containsExactlyInAnyOrderElementsOf(scene.account.calls().all().stream()
                        .map(SimulatedCall::mpcUuid)
                        .toList());
    }

    /** Parts of calls. */
    static final class Members {

        private Members() {}

        /** One stay of a member. */
        static SimulatedParticipant stay(String mpcUuid, int member, String from, String to) {
            return aParticipant(mpcUuid, member)
                    .memberId(String.valueOf(member))
                    .joinedAt(from)
                    .leftAt(to)
                    .build();
        }

        /** The same call without a bill. */
        static CallBuilder withoutBill(SimulatedCall call) {
            return aCall().uuid(call.mpcUuid())
                    .endedAt(call.endTime())
                    .withParticipants(1)
                    .withoutBill();
        }
    }
}
