package io.github.mpcconnect;

import io.github.mpcconnect.support.ProjectNames;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What the documentation and the example configurations name exists; a problem is reported with file and line. */
class DocumentationTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern CONFIG_KEY = Pattern.compile("^\\s*\"?([\\w.]+)\"?\\s*[=:]");

    /** A line of a text; {@code inBlock} where it is in a block of code. */
    private record Line(Path file, int number, String text, boolean inBlock) {

        /** The names in code font; in a configuration the key. */
        Stream<String> names() {
            Pattern pattern = file.startsWith("config") ? CONFIG_KEY : CODE;
            return inBlock ? Stream.of() : all(pattern, text).map(match -> match.group(1));
        }

        String problem(String name) {
            return file + ":" + number + ": " + name + " does not exist";
        }
    }

    private enum Kind {
        LINK {
            private static final Pattern LINK = Pattern.compile("]\\(([^)#]*)(#[^)]*)?\\)");

            @Override
            Stream<String> missing(Line line) {
                return line.inBlock() || line.file().startsWith("config")
                        ? Stream.of()
                        : all(LINK, line.text())
                                .filter(link -> !link.group(1).matches("https?:.*"))
                                .filter(link -> !resolves(line.file(), link.group(1), link.group(2)))
                                .map(link -> link.group().substring(1));
            }
        },
        FILE {
            private static final Pattern PATH =
                    Pattern.compile("(?<![\\w/.-])(?:config|docker|src|\\.ci|\\.github)/[\\w./-]*");

            @Override
            Stream<String> missing(Line line) {
                Stream<String> paths =
                        all(PATH, line.text()).map(MatchResult::group).filter(path -> !Files.exists(Path.of(path)));
                Stream<String> names = line.names()
                        .filter(name -> ProjectNames.isFileName(name))
                        .filter(name -> !ProjectNames.isFile(name) && !ProjectNames.isKey(name));
                return Stream.concat(paths, names);
            }
        },
        CLASS {
            private static final Pattern NAME = Pattern.compile("([A-Z][a-z]\\w*)(?:\\.\\w+(?:\\(\\))?)?");

            /** Kafka's and HTTP's. */
            private static final Set<String> OTHERS = Set.of("Date", "Decimal", "JsonConverter", "Timestamp");

            @Override
            Stream<String> missing(Line line) {
                return line.names()
                        .flatMap(name ->
                                all(NAME, name).filter(match -> match.group().equals(name)))
                        .map(match -> match.group(1))
                        .filter(name -> !OTHERS.contains(name) && !ProjectNames.isFile(name + ".java"))
                        .filter(name -> !ProjectNames.isAlert(name));
            }
        },
        KEY {
            private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(\\.([a-z0-9]+|<\\w+>|\\*))+");
            private static final Pattern OTHER = Pattern.compile("meta\\.count"
                    + "|(plivo|<prefix>)\\.mpc\\.(calls|participants|days|errors|live\\.(calls|participants))");

            @Override
            Stream<String> missing(Line line) {
                return line.names()
                        .flatMap(name -> Stream.of(name.split("[\\s,;]+")))
                        .map(word -> word.replaceFirst("=.*", ""))
                        .filter(word -> NAME.matcher(word).matches())
                        .filter(word -> !OTHER.matcher(word).matches() && !ProjectNames.isFileName(word))
                        .filter(word -> !ProjectNames.isKey(word));
            }
        },
        COMMAND {
            private static final Pattern PROFILE = Pattern.compile("mvn [^`]*-P(\\w+)");
            private static final Pattern PROPERTY = Pattern.compile("(?<=[\\s`\"])-D([\\w.]+)(?:=([\\w.,*/']+))?");

            @Override
            Stream<String> missing(Line line) {
                Stream<String> profiles = all(PROFILE, line.text())
                        .map(match -> match.group(1))
                        .filter(name -> !ProjectNames.isProfile(name))
                        .map(name -> "the profile " + name);
                return Stream.concat(profiles, all(PROPERTY, " " + line.text()).flatMap(this::missing));
            }

            private Stream<String> missing(MatchResult property) {
                String name = property.group(1);
                if (name.equals("test") || name.equals("it.test")) {
                    return Stream.of(property.group(2).replace("'", "").split(","))
                            .filter(test -> !ProjectNames.isTest(test))
                            .map(test -> "the test " + test);
                }
                return ProjectNames.isSystemProperty(name) ? Stream.of() : Stream.of("the system property " + name);
            }
        },
        METRIC {
            @Override
            Stream<String> missing(Line line) {
                return line.names()
                        .filter(name -> name.matches("[a-z]+(-[a-z]+)+") && !name.startsWith("plivo-mpc-"))
                        .filter(name -> !ProjectNames.isFile(name) && !ProjectNames.isMetric(name));
            }
        };

        /** The names of this kind in a line that do not exist. */
        abstract Stream<String> missing(Line line);
    }

    @ParameterizedTest
    @EnumSource
    void everything_that_is_named_exists(Kind kind) {
        assertThat(ProjectNames.all())
                .filteredOn(file -> file.toString().matches("README\\.md|config/[^/]*|(src/site|\\.github)/.*\\.md"))
                .hasSizeGreaterThan(10)
                .flatMap(DocumentationTest::lines)
                .flatMap(line -> kind.missing(line).map(line::problem).toList())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LINK    | README.md       | see [the rest](src/site/markdown/guarantes.md)
            LINK    | README.md       | see [the rest](src/site/markdown/guarantees.md#no-such-heading)
            FILE    | README.md       | curl -d @config/plivo-mpc.json localhost:8083
            FILE    | README.md       | the worker is in `connect-worker.properties`
            CLASS   | README.md       | a day is a `DayStat`, see `DayState.offset`
            KEY     | README.md       | with `poll.intervall.ms=2000`
            KEY     | README.md       | with `filters.*` and `accounts=emea`
            KEY     | config/a.json   | "plivo.auth.ids": "MA"
            COMMAND | README.md       | mvn -Pquickstartt
            COMMAND | README.md       | mvn test -Dtest='SimulationTest,NoTest'
            COMMAND | README.md       | mvn test -Dsimulation.run=7
            METRIC  | README.md       | alert on `gaps-unknown` and `gaps-unread`
            """)
    void what_does_not_exist_is_reported_with_file_and_line(Kind kind, Path file, String text) {
        Line line = new Line(file, 7, text, false);
        assertThat(kind.missing(line).map(line::problem))
                .singleElement()
                .asString()
                .startsWith(file + ":7: ");
    }

    private static Stream<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static List<Line> lines(Path file) {
        List<Line> lines = new ArrayList<>();
        boolean inBlock = false;
        for (String text : ProjectNames.text(file).split("\n")) {
            boolean isFence = text.strip().startsWith("```");
            lines.add(new Line(file, lines.size() + 1, text, inBlock || isFence));
            inBlock ^= isFence;
        }
        return lines;
    }

    private static boolean resolves(Path from, String path, String anchor) {
        Path target = path.isEmpty() ? from : from.resolveSibling(path).normalize();
        return Files.exists(target)
                && (anchor == null
                        || lines(target).stream()
                                .filter(line -> !line.inBlock() && line.text().startsWith("#"))
                                .anyMatch(line -> anchor.equals("#" + slug(line.text()))));
    }

    /** The anchor that GitHub gives a heading. */
    private static String slug(String heading) {
        return heading.replaceFirst("#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\w -]", "")
                .replace(' ', '-');
    }
}
