package io.github.mpcconnect.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The aliases in {@code accounts}, as given: in order, with duplicates and empty ones. */
final class Aliases {

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_-]+");

    private Aliases() {}

    static List<String> listed(Map<String, String> props) {
        String list = props.get(AccountKeys.ACCOUNTS);
        if (list == null || list.isBlank()) {
            return List.of();
        }
        return Stream.of(list.split(",", -1)).map(String::strip).toList();
    }

    /** The legal ones, each once. */
    static List<String> usable(Map<String, String> props) {
        return listed(props).stream().filter(Aliases::isLegal).distinct().toList();
    }

    static boolean isLegal(String alias) {
        return LEGAL.matcher(alias).matches();
    }
}
