package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef;

import java.util.List;

/** The keys of the configuration, for the reference. */
public final class ReferenceKeys {

    private ReferenceKeys() {}

    /** All keys, those of an account among several included: its alias is {@code <alias>}. */
    public static ConfigDef configDef() {
        return PlivoMpcConfig.configDef(List.of("<alias>"));
    }
}
