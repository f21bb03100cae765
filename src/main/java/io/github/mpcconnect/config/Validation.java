package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Validation of a whole configuration: each key by itself, then what keys say of each other. It never throws. */
final class Validation {

    private final Findings findings;

    private Validation(Findings findings) {
        this.findings = findings;
    }

    static Findings of(Map<String, String> props) {
        ConfigDef def = PlivoMpcConfigDef.enriched(Aliases.usable(props));
        Findings findings = new Findings(def, tidied(def, props));
        new AccountValidation(findings, Aliases.listed(props)).run();
        new Validation(findings).run();
        return findings;
    }

    /**
     * The connector's own keys without surrounding space. What is null, or blank where blank means unset, is left out.
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
        checkProxy();
    }

    private void checkPlainHttp() {
        String text = (String) findings.value(AccountKeys.API_URL);
        if (text == null || !Boolean.FALSE.equals(findings.value(AccountKeys.API_ALLOW_HTTP))) {
            return;
        }
        URI url = Urls.api(AccountKeys.API_URL, text);
        if (Urls.isPlainOffLoopback(url)) {
            findings.refuse(
                    AccountKeys.API_URL,
                    text,
                    "plain http would send the Auth Token readable to " + url.getHost() + "; use https, or set "
                            + AccountKeys.API_ALLOW_HTTP + "=true where the network is trusted");
        }
    }

    private void checkBackoff() {
        if (findings.value(HttpKeys.RETRY_BACKOFF) instanceof Long first
                && findings.value(HttpKeys.RETRY_BACKOFF_MAX) instanceof Long most
                && most < first) {
            findings.refuse(
                    HttpKeys.RETRY_BACKOFF_MAX,
                    most,
                    "give at least " + HttpKeys.RETRY_BACKOFF + ", which is " + first + ", or lower that");
        }
    }

    private void checkCreationTimes() {
        String from = (String) findings.value(FilterKeys.CREATION_TIME_FROM);
        String to = (String) findings.value(FilterKeys.CREATION_TIME_TO);
        if (from == null || to == null) {
            return;
        }
        boolean ordered = Checks.instant(FilterKeys.CREATION_TIME_FROM, from)
                .isBefore(Checks.instant(FilterKeys.CREATION_TIME_TO, to));
        if (!ordered) {
            findings.refuse(
                    FilterKeys.CREATION_TIME_FROM,
                    from,
                    "give an instant before " + FilterKeys.CREATION_TIME_TO + ", which is " + to);
        }
    }

    private void checkProxy() {
        Object user = findings.value(HttpKeys.PROXY_USER);
        Object password = findings.value(HttpKeys.PROXY_PASSWORD);
        if (password != null && user == null) {
            findings.refuse(
                    HttpKeys.PROXY_PASSWORD, password, "set " + HttpKeys.PROXY_USER + " too, or remove the password");
        }
        if (user != null && !findings.isSet(HttpKeys.PROXY_URL)) {
            findings.refuse(HttpKeys.PROXY_USER, user, "set " + HttpKeys.PROXY_URL + " too, or remove the user");
        }
    }
}
