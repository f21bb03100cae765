package io.github.mpcconnect.ingest;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

/** Where there is no work, requests are polls and audits, and nothing more. */
class QuietEngineTest {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration QUIET = Duration.ofHours(7);

    /** Per day that is not final: its parts are counted, and it is listed in windows. */
    private static final int DAYS = 3;

    private static final int PARTS = 5;
    private static final int LISTINGS = 2;

    @Property(tries = 8)
    void no_work_takes_polls_and_audits_only(@ForAll @IntRange(max = 400) int calls, @ForAll long seed) {
        EngineScene scene = EngineScene.at(START.toString());
        Random random = new Random(seed);
        for (int i = 0; i < calls; i++) {
            scene.add(aCall().uuid("call-" + i)
                    .endedAt(START.minusSeconds(1 + random.nextInt(4 * 86_400)))
                    .withParticipants(2));
        }
        scene.start().runFor(Duration.ofMinutes(15));
        long lists = scene.api.callsRequests();
        long participants = scene.api.participantsRequests();
        scene.runFor(QUIET);

        long polls = QUIET.toSeconds() / 10;
        long counts = DAYS * PARTS * (QUIET.toMinutes() / 10);
        long pages = LISTINGS * (calls / 20 + DAYS * 10L);
        assertThat(scene.api.callsRequests() - lists).isLessThanOrEqualTo(polls + counts + pages);
        assertThat(scene.api.participantsRequests()).isEqualTo(participants).isEqualTo(calls);
    }
}
