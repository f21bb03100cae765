package io.github.mpcconnect.ingest;

import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.request.Work;

import java.util.List;

/** The order of the kinds of work in each backfill order, most urgent first. */
public final class WorkOrder {

    private WorkOrder() {}

    /** This list alone decides which requests and batches are sent first. */
    public static List<Work> of(BackfillOrder order) {
        return switch (order) {
            case NEWEST_FIRST -> List.of(Work.NEW_CALLS, Work.LIVE, Work.GAPS, Work.AUDIT, Work.HISTORY);
            case OLDEST_FIRST -> List.of(Work.LIVE, Work.HISTORY, Work.NEW_CALLS, Work.GAPS, Work.AUDIT);
        };
    }
}
