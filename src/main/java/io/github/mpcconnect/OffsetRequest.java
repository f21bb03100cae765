package io.github.mpcconnect;

import io.github.mpcconnect.config.Account;
import io.github.mpcconnect.config.PlivoMpcConfig;
import io.github.mpcconnect.timeline.StoredOffsets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Judges an offset that somebody wants to set over REST: whether a task of this connector would go on from it. */
final class OffsetRequest {

    private final List<String> accounts;
    private final String filter;

    OffsetRequest(PlivoMpcConfig config) {
        this.accounts = config.accounts().stream().map(Account::authId).toList();
        this.filter = config.filter().isEmpty() ? null : config.filter().canonical();
    }

    /** What is wrong, a sentence each; empty where it can be taken, as a reset always can. */
    List<String> problems(Map<String, ?> partition, Map<String, ?> offset) {
        List<String> problems = new ArrayList<>(StoredOffsets.check(partition, offset));
        if (offset != null && problems.isEmpty()) {
            Object account = partition.get("account");
            if (!accounts.contains(account)) {
                problems.add("The account " + account + " is none of this connector's, which are " + accounts
                        + ": no task would read an offset of it.");
            }
            if (!Objects.equals(partition.get("filter"), filter)) {
                problems.add("The partition's filter is " + partition.get("filter") + " and the connector's is "
                        + filter + ": no task would read an offset of it.");
            }
        }
        return problems;
    }
}
