package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

class LiveReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void a_call_with_an_end_is_no_row_whatever_list_it_stands_in() throws Exception {
        AccountRun run = new AccountRun(NOW).live(Duration.ofSeconds(2)).from(NOW);
        run.account.add(
                aCall().uuid("a").notEnded().createdAt(NOW.minusSeconds(60)).startedAt(NOW.minusSeconds(50)));
        run.api.calls((query, page) -> "active".equals(query.status()) ? withEnds(page) : page);
        run.runFor(Duration.ofSeconds(10));
        assertThat(run.changes()).isEmpty();

        run.api.withoutFaults();
        run.runFor(Duration.ofSeconds(10));
        assertThat(run.changes()).hasSize(1);
    }

    private static Page<MultiPartyCall> withEnds(Page<MultiPartyCall> page) {
        List<MultiPartyCall> ended =
                page.objects().stream().map(LiveReaderTest::withEnd).toList();
        return new Page<>(page.apiId(), page.count(), ended, page.malformed(), page.nulls());
    }

    private static MultiPartyCall withEnd(MultiPartyCall call) {
        return new MultiPartyCall(
                call.mpcUuid(),
                call.friendlyName(),
                call.status(),
                call.creationTime(),
                call.startTime(),
                NOW.minusSeconds(5),
                call.duration(),
                call.billedDuration(),
                call.billedAmount(),
                call.recording(),
                call.stayAlone(),
                call.subAccount(),
                call.terminationCause(),
                call.terminationCauseCode(),
                call.participants(),
                call.resourceUri(),
                call.apiId(),
                call.raw());
    }
}
