package io.github.mpcconnect.config;

/** How one account is read and its records are written, a component for each group of keys. */
public record AccountSettings(
        RecordSettings records,
        HistorySettings history,
        EndedCallSettings ended,
        AuditSettings audit,
        LiveSettings live,
        CallFilter filter,
        RequestSettings requests) {

    static AccountSettings of(ConfigValues values) {
        return new AccountSettings(
                RecordSettings.of(values),
                HistorySettings.of(values),
                EndedCallSettings.of(values),
                AuditSettings.of(values),
                LiveSettings.of(values),
                CallFilter.of(values),
                RequestSettings.of(values));
    }
}
