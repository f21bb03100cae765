package io.github.mpcconnect.api.json;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The names of response fields that this version does not know. Each is logged once. Thread-safe. */
public final class UnknownFields {

    private static final Logger LOG = LoggerFactory.getLogger(UnknownFields.class);
    private static final int MAX_NAMES = 1_000;
    private static final int MAX_NAME_LENGTH = 100;

    private final Set<String> names = ConcurrentHashMap.newKeySet();

    void add(String resource, String field) {
        String name = field.length() <= MAX_NAME_LENGTH ? field : field.substring(0, MAX_NAME_LENGTH) + "...";
        String key = resource + " " + name;
        if (!names.contains(key) && names.size() < MAX_NAMES && names.add(key)) {
            LOG.info(
                    "The API returned the unknown field {} of a {}; ignoring it (include.raw.json=true keeps it)",
                    name.replaceAll("\\s+", " "),
                    resource);
        }
    }

    /** The number of different unknown fields. A name used by both calls and participants counts twice. */
    public int count() {
        return names.size();
    }
}
