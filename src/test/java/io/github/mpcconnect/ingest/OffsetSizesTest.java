package io.github.mpcconnect.ingest;

import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.LiveOffset;
import io.github.mpcconnect.offset.OffsetFormat;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

/** What an exactly-once worker writes into its offsets topic: an offset for each batch, in a transaction of its own. */
class OffsetSizesTest {

    /** The heads of a record batch and of the record in it, and the marker of the transaction's commit. */
    private static final long BYTES_PER_TRANSACTION = 61 + 9 + 78;

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void a_day_with_a_call_every_twenty_seconds_writes_some_megabytes() {
        EngineScene scene =
                EngineScene.at("2026-11-21T00:05:00Z").with(settings -> settings.history = Duration.ofDays(2));
        scene.add(Calls.calls("a", 4_400, "2026-11-21T00:00:10Z", Duration.ofSeconds(20)));
        scene.start().runUntil("2026-11-22T00:05:00Z");

        long bytes =
                scene.written.batches.stream().mapToLong(OffsetSizesTest::bytes).sum();
        System.out.printf(
                "An exactly-once worker's offsets topic over a day with %d calls: %d transactions, %d bytes%n",
                scene.ids().size(), scene.written.batches.size(), bytes);
        assertThat(bytes).isBetween(2_000_000L, 6_000_000L);
    }

    /** Each offset of live calls names all that are in progress: here some 480, with 5 participants each. */
    @Test
    void live_calls_write_in_proportion_to_how_many_are_in_progress() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z").with(settings -> {
            settings.history = Duration.ofDays(1);
            settings.live = true;
        });
        Instant first = Instant.parse("2026-11-21T10:00:00Z");
        for (int i = 0; i < 750; i++) {
            scene.add(aCall().uuid(uuid(i))
                    .endedAt(first.plusMillis(600L * i))
                    .lasting(Duration.ofSeconds(286))
                    .withParticipants(5));
        }
        scene.start().runFor(Duration.ofSeconds(90));
        int before = scene.written.batches.size();
        scene.runFor(Duration.ofMinutes(1));

        List<Batch> live = scene.written.batches.stream()
                .skip(before)
                .filter(batch -> batch.after() instanceof LiveOffset)
                .toList();
        long bytes = live.stream().mapToLong(OffsetSizesTest::bytes).sum();
        System.out.printf("... over a minute with 480 live calls: %d transactions, %d bytes%n", live.size(), bytes);
        assertThat(bytes).isBetween(60_000L, 400_000L);
    }

    private static String uuid(int number) {
        return UUID.nameUUIDFromBytes(("call-" + number).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static long bytes(Batch batch) {
        Map<String, ?> partition = batch.after() instanceof DayOffset day
                ? OffsetFormat.partition("MA0", day.day(), null)
                : OffsetFormat.livePartition("MA0", null);
        Map<String, ?> offset = batch.after() instanceof DayOffset day
                ? OffsetFormat.offset(day)
                : OffsetFormat.offset((LiveOffset) batch.after());
        return bytes(List.of("plivo-mpc", partition)) + bytes(offset) + BYTES_PER_TRANSACTION;
    }

    private static long bytes(Object value) {
        return JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8).length;
    }
}
