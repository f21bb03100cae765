package io.github.mpcconnect.config;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Validation of the accounts: one or several, each complete, none twice. No message shows a token. */
final class AccountValidation {

    private static final Pattern AUTH_ID = Pattern.compile("[A-Za-z0-9]+");

    private final ConfigValues values;
    private final List<String> aliases;

    AccountValidation(ConfigValues values, List<String> aliases) {
        this.values = values;
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
        String orSeveral = ", or list several accounts in " + AccountKeys.ACCOUNTS;
        checkAuthId(AccountKeys.AUTH_ID, "give the Auth ID from the Plivo console" + orSeveral);
        checkAuthToken(AccountKeys.AUTH_TOKEN, "give the Auth Token from the Plivo console" + orSeveral);
    }

    private void checkNotBothForms() {
        if (values.isSet(AccountKeys.AUTH_ID) || values.isSet(AccountKeys.AUTH_TOKEN)) {
            values.reject(
                    AccountKeys.ACCOUNTS,
                    String.join(",", aliases),
                    "give either " + AccountKeys.AUTH_ID + " and " + AccountKeys.AUTH_TOKEN + " for one account, or "
                            + AccountKeys.ACCOUNTS + " for several; remove one of the two");
        }
    }

    private void checkAliases() {
        String list = String.join(",", aliases);
        Set<String> seen = new LinkedHashSet<>();
        for (String alias : aliases) {
            if (alias.isEmpty()) {
                values.reject(AccountKeys.ACCOUNTS, list, "an alias is empty; remove the extra comma");
            } else if (!Aliases.isLegal(alias)) {
                values.reject(
                        AccountKeys.ACCOUNTS,
                        list,
                        "the alias '" + alias + "' has other characters than letters, digits, '-' and '_'; rename it");
            } else if (!seen.add(alias)) {
                values.reject(AccountKeys.ACCOUNTS, list, "the alias '" + alias + "' is listed twice; remove one");
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
        if (!values.isSet(key)) {
            values.missing(key, ifMissing);
        } else if (values.value(key) instanceof String authId
                && !AUTH_ID.matcher(authId).matches()) {
            values.reject(
                    key, upToFirstInvalid(authId), "an Auth ID consists of letters and digits only; copy it again");
        }
    }

    /** The token may have been pasted after the Auth ID: nothing from the first invalid character on is shown. */
    private static String upToFirstInvalid(String authId) {
        return authId.replaceAll("(?s)[^A-Za-z0-9].*", "...");
    }

    private void checkAuthToken(String key, String ifMissing) {
        if (!values.isSet(key)) {
            values.missing(key, ifMissing);
        }
    }

    private void checkNotReadTwice(String alias, Map<String, String> aliasesByAuthId) {
        String key = AccountKeys.authId(alias);
        if (values.value(key) instanceof String authId) {
            String other = aliasesByAuthId.putIfAbsent(authId, alias);
            if (other != null) {
                values.reject(
                        key,
                        authId,
                        "'" + other
                                + "' has the same Auth ID, and an account is read only once; correct one of the two");
            }
        }
    }
}
