package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.MpcApi;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.ingest.ParticipantsReader.CallRead;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.request.Caller;
import io.github.mpcconnect.request.FatalException;
import io.github.mpcconnect.request.Rank;
import io.github.mpcconnect.request.RequestQueue;
import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.timeline.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads windows of one account: the first page, which tells how many calls there are; all pages, in parallel; the
 * participants of all calls, in parallel. It judges nothing: what does not add up is told as such.
 */
final class WindowReader {

    private static final Logger LOG = LoggerFactory.getLogger(WindowReader.class);

    private static final int PAGES_AT_ONCE = 64;

    /** The order in which a window's calls are sent. */
    private static final Comparator<MultiPartyCall> BY_END = Comparator.comparing(
                    MultiPartyCall::endTime, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .thenComparing(MultiPartyCall::mpcUuid);

    private final AccountApi account;
    private final ReaderSettings settings;
    private final Caller caller;
    private final RequestQueue queue;
    private final ParticipantsReader participants;
    private final LiveMemory memory;
    private final Supplier<Instant> now;

    /**
     * @param participants null where participants are not read
     * @param now the API's now
     */
    WindowReader(
            AccountApi account,
            ReaderSettings settings,
            Caller caller,
            RequestQueue queue,
            ParticipantsReader participants,
            LiveMemory memory,
            Supplier<Instant> now) {
        this.account = account;
        this.settings = settings;
        this.caller = caller;
        this.queue = queue;
        this.participants = participants;
        this.memory = memory;
        this.now = now;
    }

    /** The window's first page. */
    Page<MultiPartyCall> first(Window window, Work work) throws InterruptedException {
        return await(page(window, 0, work));
    }

    /**
     * What all pages of the window add up to, the first of which is there already. Pages that do not add up are not
     * followed any further, however many the count promises.
     */
    CallList.Sum all(Window window, Page<MultiPartyCall> first, Work work) throws InterruptedException {
        List<Page<MultiPartyCall>> pages = new ArrayList<>(List.of(first));
        int count = first.count() == null ? 0 : first.count();
        while (pages.size() * MpcApi.PAGE_SIZE < count && areFull(pages)) {
            pages.addAll(next(window, pages.size() * MpcApi.PAGE_SIZE, count, work));
        }
        return CallList.sum(pages);
    }

    private static boolean areFull(List<Page<MultiPartyCall>> pages) {
        return pages.stream().allMatch(page -> page.size() == MpcApi.PAGE_SIZE);
    }

    private List<Page<MultiPartyCall>> next(Window window, int from, int count, Work work) throws InterruptedException {
        List<CompletableFuture<Page<MultiPartyCall>>> answers = new ArrayList<>();
        for (int i = 0; i < PAGES_AT_ONCE && from + i * MpcApi.PAGE_SIZE < count; i++) {
            answers.add(page(window, from + i * MpcApi.PAGE_SIZE, work));
        }
        List<Page<MultiPartyCall>> pages = new ArrayList<>();
        for (CompletableFuture<Page<MultiPartyCall>> answer : answers) {
            pages.add(await(answer));
        }
        return pages;
    }

    private CompletableFuture<Page<MultiPartyCall>> page(Window window, int offset, Work work) {
        CallQuery query =
                settings.filter().endedIn(window.after(), window.upTo()).atOffset(offset);
        return queue.submit(
                Rank.list(work), () -> caller.call(() -> account.api().calls(query)));
    }

    private <T> T await(CompletableFuture<T> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ApiException notFound) {
                throw Beginning.notFound(account.account(), notFound);
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /**
     * The window's calls with their participants, in the order in which they are sent. The future fails with an
     * {@link IncompleteException} where the participants of a call do not add up.
     */
    CompletableFuture<List<Item>> items(CallList list, Work work) {
        List<CompletableFuture<CallRead>> calls = list.calls().stream()
                .sorted(BY_END)
                .map(call -> read(call, work))
                .toList();
        CompletableFuture<Void> all = CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new));
        return all.thenApply(done -> {
            List<Item> items = new ArrayList<>(malformed(list.malformed()));
            for (CompletableFuture<CallRead> call : calls) {
                CallRead read = call.join();
                count(read.call());
                items.addAll(malformed(read.malformed()));
                memory.tombstones(read.call()).forEach(change -> items.add(new LiveItem(change)));
                items.add(read.call());
            }
            return List.copyOf(items);
        });
    }

    private void count(EndedCall ended) {
        account.metrics().add(Metric.CALLS);
        if (ended.call().billedAmount() == null) {
            account.metrics().add(Metric.CALLS_WITHOUT_BILL);
        }
        account.metrics().add(Metric.PARTICIPANTS_FROM_LIVE, ended.seen().size());
        if (ended.source() == ParticipantsSource.UNAVAILABLE) {
            account.metrics().add(Metric.PARTICIPANTS_UNAVAILABLE);
        }
    }

    private CompletableFuture<CallRead> read(MultiPartyCall call, Work work) {
        if (participants == null) {
            return CompletableFuture.completedFuture(new CallRead(new EndedCall(call, List.of(), null), List.of()));
        }
        return queue.submit(Rank.participants(work), () -> participants.read(call));
    }

    private List<MalformedObject> malformed(List<Malformed> objects) {
        Stream<MalformedObject> told = objects.stream().map(this::judged).filter(object -> object != null);
        return told.toList();
    }

    private MalformedObject judged(Malformed object) {
        account.metrics().add(Metric.MALFORMED);
        return switch (settings.onMalformed()) {
            case FAIL -> throw malformed(object);
            case SKIP -> {
                LOG.warn("{} It is left out.", description(object));
                yield null;
            }
            case TOPIC -> new MalformedObject(object, now.get());
        };
    }

    private static String description(Malformed object) {
        return "The API told a malformed " + object.resource() + " (call " + object.mpcUuid() + ", api_id "
                + object.apiId() + "): " + object.error();
    }

    static FatalException malformed(Malformed object) {
        return new FatalException(
                description(object)
                        + " Set behavior.on.malformed to 'topic' to send such objects to the topic of errors,"
                        + " or to 'skip' to leave them out.",
                null);
    }
}
