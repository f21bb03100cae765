package io.github.mpcconnect.ingest;

import io.github.mpcconnect.batch.BatchQueue;
import io.github.mpcconnect.days.send.TaskMemory;
import io.github.mpcconnect.offset.OffsetLookup;
import io.github.mpcconnect.request.Loop;

import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;

/**
 * The collaborators that the accounts of a task share.
 *
 * @param blocking runs blocking work, such as the lookup of offsets
 * @param random returns numbers in [0, 1), for the jitter of retries
 */
public record TaskParts(
        Loop loop,
        BatchQueue queue,
        TaskMemory memory,
        OffsetLookup offsets,
        Executor blocking,
        DoubleSupplier random) {}
