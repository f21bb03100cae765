package io.github.mpcconnect.request;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.request.ScriptedApi.Answer;
import io.github.mpcconnect.request.ScriptedApi.Failures;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;

/** Any requests, answered in any way, with some cancelled at any time and the task paused now and then. */
class RequestsPropertyTest {

    private static final Duration PERIOD = Duration.ofSeconds(5);

    @Property(tries = 100)
    void no_period_holds_too_many_and_none_is_lost_or_completed_twice(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 100) int limit,
            @ForAll @IntRange(min = 1, max = 20) int concurrent) {
        Random random = new Random(seed);
        RequestsRun run = new RequestsRun(RequestsRun.NEWEST_FIRST, limit, concurrent);
        List<CompletableFuture<String>> answers = new ArrayList<>();
        int[] completions = new int[150];
        for (int i = 0; i < completions.length; i++) {
            int request = i;
            script(run.api, "a" + i, random);
            CompletableFuture<String> answer = run.submit(
                    Work.values()[random.nextInt(5)],
                    Resource.values()[random.nextInt(2)],
                    Patience.values()[random.nextInt(3)],
                    "a" + i);
            answer.whenComplete((response, failure) -> completions[request]++);
            answers.add(answer);
            run.advance(random.nextInt(200));
            cancelOne(run, answers, random);
            if (random.nextInt(40) == 0) {
                run.pause();
                run.advance(random.nextInt(20_000));
                run.resume();
            }
        }
        run.loop.runUntil(() -> answers.stream().allMatch(CompletableFuture::isDone), Duration.ofHours(2));
        assertThat(completions).containsOnly(1);
        assertThat(maxInAPeriod(run.api)).isLessThanOrEqualTo(limit);
        assertThat(run.fatal).isEmpty();
        run.advance(60_000);
        assertThat(run.requests.inFlight()).isZero();
        for (Work work : Work.values()) {
            assertThat(run.requests.waiting(work)).isZero();
        }
    }

    private static void script(ScriptedApi api, String name, Random random) {
        for (int i = random.nextInt(4); i > 0; i--) {
            Duration latency = Duration.ofMillis(random.nextInt(3_000));
            ApiException failure = random.nextInt(4) == 0
                    ? Failures.tooMany(random.nextBoolean() ? null : Duration.ofSeconds(random.nextInt(5)))
                    : Failures.unavailable();
            api.then(name, new Answer(latency, failure));
        }
        api.always(name, new Answer(Duration.ofMillis(random.nextInt(1_000)), null));
    }

    private static void cancelOne(RequestsRun run, List<CompletableFuture<String>> answers, Random random) {
        int victim = random.nextInt(answers.size());
        CompletableFuture<String> answer = answers.get(victim);
        if (random.nextInt(4) != 0 || answer.isDone()) {
            return;
        }
        int tries = run.api.triesOf("a" + victim);
        answer.cancel(false);
        run.advance(random.nextInt(2_000));
        assertThat(run.api.triesOf("a" + victim)).isEqualTo(tries);
        assertThat(run.api.tries())
                .filteredOn(sent -> sent.request().equals("a" + victim))
                .allMatch(sent -> sent.exchange().isDone());
    }

    /** As counted when sent, the warm-up aside. */
    private static int maxInAPeriod(ScriptedApi api) {
        List<Duration> times = api.tries().stream().map(ScriptedApi.Try::at).toList();
        int max = 0;
        for (int first = 0, last = 0; last < times.size(); last++) {
            while (times.get(last).minus(times.get(first)).compareTo(PERIOD) > 0) {
                first++;
            }
            max = Math.max(max, last - first + 1);
        }
        return max;
    }
}
