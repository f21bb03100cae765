package io.github.mpcconnect;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import io.github.mpcconnect.batch.BatchQueue;
import io.github.mpcconnect.config.PlivoMpcConfig;
import io.github.mpcconnect.days.EndedCalls;
import io.github.mpcconnect.days.send.SeenParticipants;
import io.github.mpcconnect.ingest.Ingestion;
import io.github.mpcconnect.live.LiveCalls;
import io.github.mpcconnect.offset.OffsetFormat;
import io.github.mpcconnect.record.SourceRecords;
import io.github.mpcconnect.request.Requests;
import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.timeline.Day;

import java.util.Arrays;
import java.util.stream.Stream;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Imports run downwards only. Each rule says why, and how to repair a violation. */
@AnalyzeClasses(packages = "io.github.mpcconnect", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.mpcconnect";
    private static final String API = ROOT + ".api..";
    private static final String TIMELINE = ROOT + ".timeline";
    private static final String CONFIG = ROOT + ".config..";
    private static final String METRICS = ROOT + ".metrics";
    private static final String REQUEST = ROOT + ".request";
    private static final String OFFSET = ROOT + ".offset";
    private static final String BATCH = ROOT + ".batch";
    private static final String DAYS = ROOT + ".days..";
    private static final String LIVE = ROOT + ".live";
    private static final String INGEST = ROOT + ".ingest";
    private static final String RECORD = ROOT + ".record";

    @ArchTest
    static final ArchRule packages_have_no_cycles = slices().matching(ROOT + ".(*)..")
            .should()
            .beFreeOfCycles()
            .because("what depends on each other cannot be understood or tested apart; move the shared type down");

    @ArchTest
    static final ArchRule within_days_imports_run_downwards = downwards(
                    "days", "days.audit", "days.send", "days.read", "days.state", "days.sent")
            .because("what a day knows is understood without who reads or sends; pass in what it needs");

    @ArchTest
    static final ArchRule the_state_of_a_day_is_pure = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".days.state", ROOT + ".days.sent")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(METRICS, CONFIG, "org.slf4j..")
            .orShould()
            .dependOnClassesThat(resideInAPackage(REQUEST).and(not(belongToAnyOf(Work.class))))
            .because("it is property-tested without I/O and clocks; pass in instants, and let callers log and count");

    @ArchTest
    static final ArchRule the_api_knows_nothing_of_the_project =
            only(API).because("it is usable without Kafka and without the connector; pass in what it needs");

    @ArchTest
    static final ArchRule the_timeline_knows_nothing_of_the_project =
            only(TIMELINE).because("it is pure arithmetic on time; pass in counts and instants");

    @ArchTest
    static final ArchRule the_configuration_knows_nothing_of_the_work = only(CONFIG, API)
            .because(
                    "it turns strings into typed answers, some of them the API's own types; let the task pass these on");

    @ArchTest
    static final ArchRule metrics_know_nothing_of_the_project =
            only(METRICS).because("everything may count; register a gauge instead of reading other objects");

    @ArchTest
    static final ArchRule requests_know_only_the_api_metrics_and_their_settings = only(REQUEST, API, METRICS, CONFIG)
            .because("when and how often something is requested is independent of what is requested");

    @ArchTest
    static final ArchRule offsets_know_only_time =
            only(OFFSET, TIMELINE).because("what is stored is a format; convert to it where it is used");

    @ArchTest
    static final ArchRule batches_know_what_they_hold =
            only(BATCH, API, OFFSET, REQUEST, TIMELINE).because("they pass from reading to records and know neither");

    @ArchTest
    static final ArchRule of_requests_batches_know_only_the_kind_of_work = noClasses()
            .that()
            .resideInAPackage(BATCH)
            .should()
            .dependOnClassesThat(resideInAPackage(REQUEST)
                    .and(not(belongToAnyOf(Work.class)))
                    .and(describe("are no failures", type -> !type.isAssignableTo(Throwable.class))))
            .because("a batch was read already; only its rank and a failure come along");

    @ArchTest
    static final ArchRule ended_calls_know_what_is_below = only(
                    DAYS, API, REQUEST, TIMELINE, OFFSET, BATCH, CONFIG, METRICS)
            .because("they decide what is read and sent; live calls and the loop come to them, not the reverse");

    @ArchTest
    static final ArchRule live_calls_know_what_is_below = only(
                    LIVE, API, REQUEST, TIMELINE, OFFSET, BATCH, CONFIG, METRICS, DAYS)
            .because("calls in progress are read apart from calls that ended");

    @ArchTest
    static final ArchRule of_days_live_calls_know_only_whom_they_saw = noClasses()
            .that()
            .resideInAPackage(LIVE)
            .should()
            .dependOnClassesThat(resideInAPackage(DAYS)
                    .and(not(belongToAnyOf(SeenParticipants.class)))
                    .and(describe(
                            "are not part of SeenParticipants",
                            type -> !type.getName().startsWith(SeenParticipants.class.getName()))))
            .because("the two meet in that interface; extend it");

    @ArchTest
    static final ArchRule ingestion_knows_nothing_of_records_and_tasks = only(
                    INGEST, API, REQUEST, TIMELINE, OFFSET, BATCH, CONFIG, METRICS, DAYS, LIVE)
            .because(
                    "it runs without Connect, in tests in virtual time; turning batches into records is the next step");

    @ArchTest
    static final ArchRule records_are_made_of_batches = only(RECORD, BATCH, OFFSET, TIMELINE, API, CONFIG)
            .because("they are the last step and know what passes, not how it was read");

    @ArchTest
    static final ArchRule only_typed_settings_are_used_below = noClasses()
            .that()
            .resideInAnyPackage(REQUEST, DAYS, LIVE, INGEST, RECORD)
            .should()
            .dependOnClassesThat(resideInAPackage(CONFIG)
                    .and(describe("are neither enums nor records", type -> !type.isEnum() && !type.isRecord())))
            .because("keys and their text stay in one package; pass a typed value");

    @ArchTest
    static final ArchRule kafka_stays_at_the_border = noClasses()
            .that()
            .resideInAnyPackage(API, TIMELINE, REQUEST, OFFSET, BATCH, DAYS, LIVE, INGEST, METRICS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..")
            .because("reading is tested and understood without Kafka; translate in record or in the task");

    @ArchTest
    static final ArchRule http_stays_in_the_api = noClasses()
            .that()
            .resideOutsideOfPackage(API)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.hc..", "java.net.http..", "tools.jackson..")
            .because("how requests are made is that package's secret; use MpcApi");

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
            .belongToAnyOf(
                    PlivoMpcConfig.class,
                    Ingestion.class,
                    SourceRecords.class,
                    EndedCalls.class,
                    LiveCalls.class,
                    Requests.class,
                    BatchQueue.class,
                    OffsetFormat.class,
                    Day.class)
            .should()
            .resideInAnyPackage(CONFIG, INGEST, RECORD, DAYS, LIVE, REQUEST, BATCH, OFFSET, TIMELINE)
            .because("a rule about a package that was renamed could not fail");

    /** Each of these packages may be used by those before it. */
    private static ArchRule downwards(String... packages) {
        LayeredArchitecture layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (int i = 0; i < packages.length; i++) {
            layers = layers.layer(packages[i]).definedBy(ROOT + "." + packages[i]);
        }
        layers = layers.whereLayer(packages[0]).mayNotBeAccessedByAnyLayer();
        for (int i = 1; i < packages.length; i++) {
            layers = layers.whereLayer(packages[i]).mayOnlyBeAccessedByLayers(Arrays.copyOf(packages, i));
        }
        return layers;
    }

    /** Among the project's packages, a package may use itself and these. */
    private static ArchRule only(String owner, String... allowed) {
        String[] all = Stream.concat(Stream.of(owner), Stream.of(allowed)).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(owner)
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(all))));
    }
}
