package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.live.LiveState;
import io.github.mpcconnect.simulator.CallBuilder;
import io.github.mpcconnect.simulator.ParticipantBuilder;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.simulator.SimulatedParticipant;
import io.github.mpcconnect.simulator.Toggle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** The calls in progress of a simulation, and what one run of a reader was told of who is in them. */
final class LiveWorld {

    private final SimulatedKafka kafka;
    private final Map<String, Set<String>> told = new HashMap<>();

    LiveWorld(SimulatedKafka kafka) {
        this.kafka = kafka;
    }

    /**
     * Calls in which people come, are put on hold and go, some shorter than a look at them. Nothing changes after the
     * end but that one in six lasts until later.
     */
    static List<SimulatedCall> calls(Random random, Instant from, Instant end, Instant later) {
        List<SimulatedCall> calls = new ArrayList<>();
        for (int i = random.nextInt(25); i > 0; i--) {
            Instant start = from.plusSeconds(random.nextInt(4500));
            boolean stays = random.nextInt(6) == 0;
            Instant over = stays ? later : start.plusSeconds(1 + random.nextInt(1200));
            CallBuilder call = CallBuilder.aCall()
                    .uuid("live-" + i)
                    .createdAt(start.minusSeconds(random.nextInt(60)))
                    .startedAt(start)
                    .endedAt(stays || over.isBefore(end) ? over : end);
            for (int member = random.nextInt(5); member > 0; member--) {
                Instant join = start.plusSeconds(random.nextInt(900));
                if (join.isBefore(end.minusSeconds(100)) && join.isBefore(over)) {
                    call.with(member(random, "live-" + i, member, join, end));
                }
            }
            calls.add(call.build());
        }
        return calls;
    }

    private static SimulatedParticipant member(Random random, String call, int number, Instant join, Instant end) {
        Instant exit = join.plusSeconds(random.nextInt(600));
        return ParticipantBuilder.aParticipant(call, number)
                .joinedAt(join)
                .leftAt(random.nextBoolean() && exit.isBefore(end) ? exit : null)
                .hold(Toggle.flippingAt(join.plusSeconds(20), join.plusSeconds(80)))
                .build();
    }

    /** Takes note of a page of participants, which is handed on. */
    Page<Participant> told(Page<Participant> page) {
        page.objects().stream()
                .filter(each -> each.exitTime() == null)
                .forEach(each -> told.computeIfAbsent(each.mpcUuid(), id -> new HashSet<>())
                        .add(each.memberId()));
        return page;
    }

    /** (G) Whoever was told of in a call in progress is in its own record's company. */
    void check(Batch batch) {
        for (Item item : batch.items()) {
            if (item instanceof EndedCall ended && ended.source() != null) {
                String id = ended.call().mpcUuid();
                assertThat(kafka.members(id)).as("(G) members of %s", id).containsAll(told.getOrDefault(id, Set.of()));
            }
        }
    }

    /** (H) The tables are the API's state. */
    static void checkTables(LiveTables tables, LiveState truth) {
        assertThat(tables.state()).as("(H) the tables").isEqualTo(truth);
        assertThat(tables.orphans()).as("(H) participants without a call").isEmpty();
    }
}
