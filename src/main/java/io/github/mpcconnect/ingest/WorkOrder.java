package io.github.mpcconnect.ingest;

import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.request.Work;

import java.util.List;

/** The kinds of work of each backfill order, the most urgent first. */
public final class WorkOrder {

    private WorkOrder() {}

    /** The one list that decides which request is sent and which batch is passed on first. */
    public static List<Work> of(BackfillOrder order) {
        return switch (order) {
            case NEWEST_FIRST -> List.of(Work.NEW_CALLS, Work.LIVE, Work.GAPS, Work.AUDIT, Work.HISTORY);
            case OLDEST_FIRST -> List.of(Work.LIVE, Work.HISTORY, Work.NEW_CALLS, Work.GAPS, Work.AUDIT);
        };
    }
}
