package io.github.mpcconnect.reference;

import io.github.mpcconnect.config.ReferenceKeys;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Type;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static io.github.mpcconnect.reference.Markdown.code;
import static io.github.mpcconnect.reference.Markdown.heading;
import static io.github.mpcconnect.reference.Markdown.paragraph;
import static io.github.mpcconnect.reference.Markdown.sentence;

/** The keys of the configuration, in the groups and the order of the ConfigDef. */
final class KeysChapter {

    private static final Pattern MANY_MILLIS = Pattern.compile("\\b\\d{4,}\\b");

    private KeysChapter() {}

    static String text() {
        ConfigDef def = ReferenceKeys.configDef();
        return heading(2, "Configuration")
                + paragraph("""
                Kafka Connect adds its own keys, such as `name`, `connector.class`, `tasks.max` and `topic.creation.*`.
                A worker lists the keys below with `GET /connector-plugins/PlivoMpcSourceConnector/config`.""")
                + def.groups().stream()
                        .map(group ->
                                heading(3, group.contains("<") ? "One of several accounts" : group) + keys(def, group))
                        .collect(Collectors.joining());
    }

    private static String keys(ConfigDef def, String group) {
        return def.configKeys().values().stream()
                .filter(key -> key.group.equals(group))
                .map(KeysChapter::key)
                .collect(Collectors.joining());
    }

    private static String key(ConfigKey key) {
        String facts = String.join(
                " · ",
                "Type: " + key.type.name().toLowerCase(Locale.ROOT),
                "default: " + defaultValue(key),
                "valid: " + validValues(key),
                "importance: " + key.importance.name().toLowerCase(Locale.ROOT));
        return heading(4, code(key.name)) + paragraph(documentation(key)) + facts + "\n\n";
    }

    /** The documentation with the names and the words to choose from in code font. */
    private static String documentation(ConfigKey key) {
        String text = sentence(key.documentation);
        for (String word : choices(key)) {
            text = text.replaceAll("(?<![\\w`])" + word + "(?=:)", code(word));
        }
        return text;
    }

    private static List<String> choices(ConfigKey key) {
        return key.recommender.validValues(key.name, Map.of()).stream()
                .map(String::valueOf)
                .filter(word -> word.matches("[a-z.]+"))
                .toList();
    }

    private static String defaultValue(ConfigKey key) {
        if (key.defaultValue == null) {
            return "none";
        }
        if (key.defaultValue.equals("") || key.defaultValue.equals(List.of())) {
            return "empty";
        }
        String value = key.defaultValue.toString();
        return code(value) + (isMillis(key) ? duration(value) : "");
    }

    private static String validValues(ConfigKey key) {
        if (key.type == Type.BOOLEAN) {
            return "`true`, `false`";
        }
        if (key.validator == null) {
            return "any " + (key.type == Type.LIST ? "list" : "text");
        }
        List<String> choices = choices(key);
        if (!choices.isEmpty()) {
            return choices.stream().map(Markdown::code).collect(Collectors.joining(", "));
        }
        String words = key.validator.toString();
        return isMillis(key)
                ? MANY_MILLIS.matcher(words).replaceAll(match -> match.group() + duration(match.group()))
                : sentence(words);
    }

    private static boolean isMillis(ConfigKey key) {
        return key.name.endsWith(".ms");
    }

    /** A time in the largest unit that divides it, in brackets; nothing below a second. */
    private static String duration(String millis) {
        Duration time = Duration.ofMillis(Long.parseLong(millis));
        if (time.isZero() || time.toMillisPart() != 0) {
            return "";
        }
        long seconds = time.toSeconds();
        if (seconds % 86_400 == 0) {
            return amount(seconds / 86_400, "day");
        }
        if (seconds % 3_600 == 0) {
            return amount(seconds / 3_600, "hour");
        }
        return seconds % 60 == 0 ? amount(seconds / 60, "minute") : amount(seconds, "second");
    }

    private static String amount(long number, String unit) {
        return " (" + number + " " + unit + (number == 1 ? ")" : "s)");
    }
}
