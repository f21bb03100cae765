package io.github.mpcconnect.reference;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Markdown of plain sentences: names are set in code font, paragraphs are wrapped. */
final class Markdown {

    private static final int WIDTH = 120;

    /** A sign in quotes; a config provider; a URL; a time; a name with dots; a name with underscores. */
    private static final Pattern NAME = Pattern.compile("'(?<sign>[^'a-zA-Z\\s])'"
            + "|\\$\\{[^}]*}"
            + "|https?://[^\\s,;]*[\\w]"
            + "|\\d{4}-\\d\\d-\\d\\dT[\\d:]+(Z|\\+[\\d:]+)"
            + "|(?<![\\w.])[a-z<][\\w<>]*(\\.([\\w<>]+|\\*))+(=-?\\w+)?"
            + "|(?<!\\w)[a-z]+(_[a-z]+)+(?!\\w)");

    private Markdown() {}

    static String code(Object text) {
        return "`" + text + "`";
    }

    /** The names of a sentence in code font. */
    static String sentence(String plain) {
        return NAME.matcher(plain)
                .replaceAll(match ->
                        Matcher.quoteReplacement(code(match.group(1) == null ? match.group() : match.group(1))));
    }

    /** A paragraph with an empty line behind it. */
    static String paragraph(String markdown) {
        StringBuilder lines = new StringBuilder();
        int length = 0;
        for (String word : markdown.strip().split("\\s+")) {
            if (length > 0 && length + 1 + word.length() > WIDTH) {
                lines.append('\n');
                length = 0;
            }
            lines.append(length == 0 ? "" : " ").append(word);
            length += (length == 0 ? 0 : 1) + word.length();
        }
        return lines.append("\n\n").toString();
    }

    static String heading(int level, String text) {
        return "#".repeat(level) + " " + text + "\n\n";
    }

    /** A table with an empty line behind it. */
    static String table(List<String> columns, Stream<List<String>> rows) {
        Stream<List<String>> head =
                Stream.of(columns, columns.stream().map(column -> "---").toList());
        return Stream.concat(head, rows)
                .map(row -> row.stream()
                        .map(cell -> cell.replace("|", "\\|"))
                        .collect(Collectors.joining(" | ", "| ", " |\n")))
                .collect(Collectors.joining("", "", "\n"));
    }
}
