package io.github.mpcconnect;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.mpcconnect.batch.BatchQueue;
import io.github.mpcconnect.ingest.TaskLoop;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * Which clock is read, and that nothing on the loop waits or locks. Each rule says why, and how to repair a violation.
 */
@AnalyzeClasses(packages = "io.github.mpcconnect", importOptions = ImportOption.DoNotIncludeTests.class)
class LoopRulesTest {

    private static final String ROOT = "io.github.mpcconnect";
    private static final String TIMELINE = ROOT + ".timeline";
    private static final String REQUEST = ROOT + ".request";
    private static final String OFFSET = ROOT + ".offset";
    private static final String BATCH = ROOT + ".batch";
    private static final String DAYS = ROOT + ".days..";
    private static final String LIVE = ROOT + ".live";
    private static final String INGEST = ROOT + ".ingest";
    private static final String RECORD = ROOT + ".record";

    private static final String[] ON_THE_LOOP = {REQUEST, DAYS, LIVE, INGEST};

    @ArchTest
    static final ArchRule nobody_reads_a_wall_clock = noClasses()
            .that()
            .doNotBelongToAnyOf(PlivoMpcSourceConnector.class, WorkerMetrics.class)
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now", ZoneId.class)
            .orShould()
            .callMethod(LocalDateTime.class, "now", ZoneId.class)
            .orShould()
            .callMethod(OffsetDateTime.class, "now", ZoneId.class)
            .orShould()
            .callMethod(ZonedDateTime.class, "now", ZoneId.class)
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(InstantSource.class, "system")
            .orShould()
            .callConstructor(Date.class)
            .because(
                    "now is the API's clock, never the worker's; use ApiClock, or the loop's time for durations."
                            + " Altered offsets, which are checked without the API, and a metric of the difference are the exceptions");

    @ArchTest
    static final ArchRule monotonic_time_comes_from_the_loop = noClasses()
            .that()
            .resideInAPackage(ROOT + ".*..")
            .and()
            .doNotBelongToAnyOf(TaskLoop.class, BatchQueue.class)
            .should()
            .callMethod(System.class, "nanoTime")
            .because("tests run in virtual time; take Loop.nanoTime, or a LongSupplier");

    @ArchTest
    static final ArchRule nobody_sleeps = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class)
            .orShould()
            .callMethod(TimeUnit.class, "sleep", long.class)
            .because("the loop never blocks, and poll waits in BatchQueue; set a timer on the loop");

    @ArchTest
    static final ArchRule nothing_on_the_loop_waits = noClasses()
            .that()
            .resideInAnyPackage(REQUEST, DAYS, LIVE)
            .should()
            .callMethod(CompletableFuture.class, "get")
            .orShould()
            .callMethod(CompletableFuture.class, "get", long.class, TimeUnit.class)
            .orShould()
            .callMethod(CompletableFuture.class, "join")
            .orShould()
            .callMethod(Future.class, "get")
            .orShould()
            .callMethod(CountDownLatch.class, "await")
            .orShould()
            .callMethod(Object.class, "wait")
            .orShould()
            .callMethod(Thread.class, "join")
            .because("all accounts of a task share one thread; continue in a callback of the future");

    @ArchTest
    static final ArchRule only_the_queue_to_poll_holds_a_lock = noClasses()
            .that()
            .resideInAnyPackage(REQUEST, DAYS, LIVE, INGEST, BATCH, OFFSET, TIMELINE, RECORD)
            .and()
            .doNotBelongToAnyOf(BatchQueue.class)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent.locks..")
            .because("decisions are made on one thread; pass a batch through BatchQueue or run a step on the loop");

    @ArchTest
    static final ArchRule nothing_on_the_loop_is_synchronized = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(ON_THE_LOOP)
            .should()
            .notHaveModifier(JavaModifier.SYNCHRONIZED)
            .because("decisions are made on one thread; run a step on the loop");

    @ArchTest
    static final ArchRule what_other_threads_read_is_named_here = fields().that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(ON_THE_LOOP)
            .and()
            .haveModifier(JavaModifier.VOLATILE)
            .should()
            .beDeclaredInClassesThat()
            .haveNameMatching(
                    ROOT + "\\.(ingest\\.(TaskLoop|EngineMetrics)|days\\.ProgressMeter|request\\.RequestStats)")
            .because("the loop's end and snapshots for metrics are all that other threads read");
}
