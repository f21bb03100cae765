package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

import java.util.List;

/** The declaration of all keys, group by group. */
final class PlivoMpcConfigDef {

    private static final ConfigDef SHARED = new ConfigDef();

    static {
        AccountKeys.define(SHARED);
        RecordKeys.define(SHARED);
        HistoryKeys.define(SHARED);
        ReadingKeys.define(SHARED);
        AuditKeys.define(SHARED);
        LiveKeys.define(SHARED);
        FilterKeys.define(SHARED);
        LimitKeys.define(SHARED);
        HttpKeys.define(SHARED);
    }

    private PlivoMpcConfigDef() {}

    /** The keys that every configuration has, and those of the accounts with these aliases. */
    static ConfigDef enriched(List<String> aliases) {
        ConfigDef def = new ConfigDef(SHARED);
        aliases.forEach(alias -> new AliasKeys(alias).define(def));
        return def;
    }

    /** Whether a blank value means that the key is not set. */
    static boolean isOptional(ConfigKey key) {
        return key.defaultValue == null
                || "".equals(key.defaultValue)
                || List.of().equals(key.defaultValue);
    }
}
