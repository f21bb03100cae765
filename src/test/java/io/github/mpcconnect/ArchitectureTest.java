package io.github.mpcconnect;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.mpcconnect.config.PlivoMpcConfig;
import io.github.mpcconnect.ingest.Ingestion;
import io.github.mpcconnect.record.SourceRecords;
import io.github.mpcconnect.request.Time;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** A call's way has no step back: api, ingest, record, poll. Each rule says why, and what to do about a breach. */
@AnalyzeClasses(packages = "io.github.mpcconnect", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.mpcconnect";
    private static final String API = ROOT + ".api";
    private static final String TIMELINE = ROOT + ".timeline";
    private static final String CONFIG = ROOT + ".config";
    private static final String METRICS = ROOT + ".metrics";
    private static final String LIVE = ROOT + ".live";
    private static final String REQUEST = ROOT + ".request";
    private static final String INGEST = ROOT + ".ingest";
    private static final String RECORD = ROOT + ".record";

    @ArchTest
    static final ArchRule packages_have_no_cycles = slices().matching(ROOT + ".(*)..")
            .should()
            .beFreeOfCycles()
            .because("what depends on each other cannot be understood or tested apart; move the shared type down");

    @ArchTest
    static final ArchRule the_api_knows_nothing_of_the_project =
            only(API).because("it is usable without Kafka and without the connector; hand it what it needs");

    @ArchTest
    static final ArchRule the_timeline_knows_nothing_of_the_project =
            only(TIMELINE).because("it is pure arithmetic on time; hand it counts and instants");

    @ArchTest
    static final ArchRule the_configuration_knows_nothing_of_the_work =
            only(CONFIG).because("it turns strings into typed answers; let the task hand these on");

    @ArchTest
    static final ArchRule live_tables_know_only_the_api =
            only(LIVE, API).because("what changed is told by what was seen; reading and sending are elsewhere");

    @ArchTest
    static final ArchRule requests_know_only_the_api_and_metrics = only(REQUEST, API, METRICS)
            .because("when and how often something is asked is told apart from what is asked");

    @ArchTest
    static final ArchRule the_work_knows_the_api_the_timeline_and_choices = only(
                    INGEST, REQUEST, TIMELINE, API, CONFIG, METRICS, LIVE)
            .because("it reads and decides; turning what it read into records is the next step, not its own");

    @ArchTest
    static final ArchRule records_are_made_of_what_was_read = only(RECORD, INGEST, TIMELINE, API, CONFIG, LIVE)
            .because("it is the last step and knows what comes before, but nothing of connector and task");

    @ArchTest
    static final ArchRule only_choices_of_the_configuration_are_used_below = noClasses()
            .that()
            .resideInAnyPackage(REQUEST, INGEST, RECORD)
            .should()
            .dependOnClassesThat(resideInAPackage(CONFIG).and(describe("are no enums", type -> !type.isEnum())))
            .because("keys and their text stay in one package; pass a typed value");

    @ArchTest
    static final ArchRule kafka_stays_at_the_border = noClasses()
            .that()
            .resideInAnyPackage(API, TIMELINE, REQUEST, INGEST)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..")
            .because("reading is tested and understood without Kafka; translate in record or in the task");

    @ArchTest
    static final ArchRule http_stays_in_the_api = noClasses()
            .that()
            .resideInAnyPackage(TIMELINE, CONFIG, REQUEST, INGEST, RECORD)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.hc..", "java.net.http..", "tools.jackson..")
            .because("how the API is asked is its package's secret; ask MpcApi");

    @ArchTest
    static final ArchRule nobody_reads_a_wall_clock = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(InstantSource.class, "system")
            .orShould()
            .callConstructor(Date.class)
            .because("now is the API's clock, never the worker's; use ApiClock, or Time for how long something took");

    @ArchTest
    static final ArchRule only_time_sleeps = noClasses()
            .that()
            .doNotBelongToAnyOf(Time.class)
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class)
            .because("a test moves time by hand; sleep on the Time that is handed in");

    @ArchTest
    static final ArchRule monotonic_time_comes_from_time = noClasses()
            .that()
            .resideInAnyPackage(API, TIMELINE, CONFIG, REQUEST, INGEST, RECORD)
            .and()
            .doNotBelongToAnyOf(Time.class, Ingestion.class)
            .and(not(simpleName("HandOver")))
            .should()
            .callMethod(System.class, "nanoTime")
            .because("a test moves time by hand; take a Time. Ingestion and HandOver wait in real time for threads");

    @ArchTest
    static final ArchRule no_private_parts_of_kafka = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka.common.utils..", "org.apache.kafka.connect.runtime..")
            .because("they change from one worker's version to the next; write the few lines");

    @ArchTest
    static final ArchRule nothing_is_printed = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.because("workers read logs");

    @ArchTest
    static final ArchRule logs_go_through_slf4j =
            NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.because("the worker configures slf4j");

    @ArchTest
    static final ArchRule the_packages_that_the_rules_name_exist = classes()
            .that()
            .belongToAnyOf(PlivoMpcConfig.class, Ingestion.class, SourceRecords.class)
            .should()
            .resideInAnyPackage(CONFIG, INGEST, RECORD)
            .because("a rule about a package that was renamed could not fail");

    /** Of the project's packages, a package may use itself and these. */
    private static ArchRule only(String of, String... allowed) {
        String[] all = new String[allowed.length + 1];
        all[0] = of;
        System.arraycopy(allowed, 0, all, 1, allowed.length);
        return noClasses()
                .that()
                .resideInAPackage(of)
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(all))));
    }
}
