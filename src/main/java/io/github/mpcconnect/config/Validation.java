package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Validation of a whole configuration: first each key, then the rules between keys. It never throws. */
final class Validation {

    private final ConfigValues values;

    private Validation(ConfigValues values) {
        this.values = values;
    }

    static ConfigValues of(Map<String, String> props) {
        ConfigDef def = PlivoMpcConfigDef.enriched(Aliases.usable(props));
        ConfigValues values = new ConfigValues(def, tidied(def, props));
        new AccountValidation(values, Aliases.listed(props)).run();
        new Validation(values).run();
        return values;
    }

    /**
     * The connector's own keys without surrounding space, leaving out null, and blank values where blank means unset.
     */
    private static Map<String, String> tidied(ConfigDef def, Map<String, String> props) {
        Map<String, String> tidy = new HashMap<>();
        def.configKeys().forEach((name, key) -> {
            String text = props.get(name);
            boolean unset = text == null || text.isBlank() && PlivoMpcConfigDef.isOptional(key);
            if (!unset) {
                tidy.put(name, text.strip());
            }
        });
        return tidy;
    }

    private void run() {
        checkPlainHttp();
        checkBackoff();
        checkCreationTimes();
        checkNeeds(HttpKeys.PROXY_PASSWORD, HttpKeys.PROXY_USER);
        checkNeeds(HttpKeys.PROXY_USER, HttpKeys.PROXY_URL);
        checkNeeds(HttpKeys.TRUSTSTORE_PASSWORD, HttpKeys.TRUSTSTORE_LOCATION);
        checkNeeds(HttpKeys.TRUSTSTORE_TYPE, HttpKeys.TRUSTSTORE_LOCATION);
    }

    private void checkPlainHttp() {
        String text = values.text(AccountKeys.API_URL);
        if (text == null || !Boolean.FALSE.equals(values.value(AccountKeys.API_ALLOW_HTTP))) {
            return;
        }
        URI url = Urls.api(AccountKeys.API_URL, text);
        if (Urls.isPlainOffLoopback(url)) {
            values.reject(
                    AccountKeys.API_URL,
                    text,
                    "plain http would send the Auth Token unencrypted to " + url.getHost() + "; use https, or set "
                            + AccountKeys.API_ALLOW_HTTP + "=true where the network is trusted");
        }
    }

    private void checkBackoff() {
        if (values.value(LimitKeys.RETRY_BACKOFF) instanceof Long first
                && values.value(LimitKeys.RETRY_BACKOFF_MAX) instanceof Long max
                && max < first) {
            values.reject(
                    LimitKeys.RETRY_BACKOFF_MAX,
                    max,
                    "give at least " + LimitKeys.RETRY_BACKOFF + ", which is " + first + ", or lower that");
        }
    }

    private void checkCreationTimes() {
        String from = values.text(FilterKeys.CREATION_TIME_FROM);
        String to = values.text(FilterKeys.CREATION_TIME_TO);
        if (from == null || to == null) {
            return;
        }
        boolean ordered =
                values.instant(FilterKeys.CREATION_TIME_FROM).isBefore(values.instant(FilterKeys.CREATION_TIME_TO));
        if (!ordered) {
            values.reject(
                    FilterKeys.CREATION_TIME_FROM,
                    from,
                    "give an instant before " + FilterKeys.CREATION_TIME_TO + ", which is " + to);
        }
    }

    private void checkNeeds(String key, String other) {
        Object value = values.value(key);
        if (value != null && !values.isSet(other)) {
            values.reject(key, value, "set " + other + " too, or remove this key");
        }
    }
}
