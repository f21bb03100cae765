package io.github.mpcconnect.config;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Validation of who is read: one account or several, each complete, none twice. No sentence shows a token. */
final class AccountValidation {

    private static final Pattern AUTH_ID = Pattern.compile("[A-Za-z0-9]+");

    private final Findings findings;
    private final List<String> aliases;

    AccountValidation(Findings findings, List<String> aliases) {
        this.findings = findings;
        this.aliases = aliases;
    }

    void run() {
        if (aliases.isEmpty()) {
            checkOneAccount();
        } else {
            checkNotBothForms();
            checkAliases();
            checkAccounts();
        }
    }

    private void checkOneAccount() {
        String orSeveral = ", or name several accounts in " + AccountKeys.ACCOUNTS;
        checkAuthId(AccountKeys.AUTH_ID, "give the Auth ID that the Plivo console shows" + orSeveral);
        checkAuthToken(AccountKeys.AUTH_TOKEN, "give the Auth Token that the Plivo console shows" + orSeveral);
    }

    private void checkNotBothForms() {
        if (findings.isSet(AccountKeys.AUTH_ID) || findings.isSet(AccountKeys.AUTH_TOKEN)) {
            findings.refuse(
                    AccountKeys.ACCOUNTS,
                    String.join(",", aliases),
                    "either give " + AccountKeys.AUTH_ID + " and " + AccountKeys.AUTH_TOKEN + " for one account, or "
                            + AccountKeys.ACCOUNTS + " for several; remove the one or the other");
        }
    }

    private void checkAliases() {
        String list = String.join(",", aliases);
        Set<String> seen = new LinkedHashSet<>();
        for (String alias : aliases) {
            if (alias.isEmpty()) {
                findings.refuse(AccountKeys.ACCOUNTS, list, "an alias is empty, remove the comma too many");
            } else if (!Aliases.isLegal(alias)) {
                findings.refuse(
                        AccountKeys.ACCOUNTS,
                        list,
                        "the alias '" + alias + "' may have letters, digits, '-' and '_' only, rename it");
            } else if (!seen.add(alias)) {
                findings.refuse(AccountKeys.ACCOUNTS, list, "the alias '" + alias + "' is there twice, remove one");
            }
        }
    }

    private void checkAccounts() {
        Map<String, String> aliasesByAuthId = new HashMap<>();
        for (String alias : new LinkedHashSet<>(aliases)) {
            if (Aliases.isLegal(alias)) {
                checkAuthId(AccountKeys.authId(alias), whatToDo("Auth ID", alias));
                checkAuthToken(AccountKeys.authToken(alias), whatToDo("Auth Token", alias));
                checkNotReadTwice(alias, aliasesByAuthId);
            }
        }
    }

    private static String whatToDo(String what, String alias) {
        return "give the " + what + " of the account '" + alias + "', or remove it from " + AccountKeys.ACCOUNTS;
    }

    private void checkAuthId(String key, String ifMissing) {
        if (!findings.isSet(key)) {
            findings.missing(key, ifMissing);
        } else if (findings.value(key) instanceof String authId
                && !AUTH_ID.matcher(authId).matches()) {
            findings.refuse(
                    key, upToWhatIsWrong(authId), "an Auth ID is made of letters and digits only, copy it again");
        }
    }

    /** Somebody may have pasted the token after the Auth ID: what follows the first odd character is not shown. */
    private static String upToWhatIsWrong(String authId) {
        return authId.replaceAll("(?s)[^A-Za-z0-9].*", "...");
    }

    private void checkAuthToken(String key, String ifMissing) {
        if (!findings.isSet(key)) {
            findings.missing(key, ifMissing);
        }
    }

    private void checkNotReadTwice(String alias, Map<String, String> aliasesByAuthId) {
        String key = AccountKeys.authId(alias);
        if (findings.value(key) instanceof String authId) {
            String other = aliasesByAuthId.putIfAbsent(authId, alias);
            if (other != null) {
                findings.refuse(
                        key, authId, "'" + other + "' has the same Auth ID, an account is read once: correct one");
            }
        }
    }
}
