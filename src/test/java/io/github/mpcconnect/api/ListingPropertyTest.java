package io.github.mpcconnect.api;

import io.github.mpcconnect.api.Listed.Outcome;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists that lie, shift and fail in any way, answered in any order. */
class ListingPropertyTest {

    private static final String NO_ID = "-";

    private enum Kind {
        DROPPED,
        REPEATED,
        MALFORMED,
        MALFORMED_COPY,
        WITHOUT_ID,
        NULL,
        COUNT,
        NO_COUNT,
        NULL_PAGE,
        FAILURE
    }

    /** What is wrong with the page or with one object of it; position and page are taken modulo what there is. */
    private record Fault(Kind kind, int page, int position) {}

    private record World(int objects, List<Fault> faults, int max, long order) {}

    /** A page's entries: an id; {@code !} and an id or {@link #NO_ID} for a malformed one; {@code ?} for null. */
    private static final class Scripted {
        final List<String> entries = new ArrayList<>();
        Integer count;
        boolean isNull;
        boolean fails;

        Page<String> page() {
            List<String> readable =
                    entries.stream().filter(entry -> entry.startsWith("c")).toList();
            List<Malformed> malformed = entries.stream()
                    .filter(entry -> entry.startsWith("!"))
                    .map(entry -> ListingSource.bad(entry.endsWith(NO_ID) ? null : entry.substring(1)))
                    .toList();
            int nulls = Collections.frequency(entries, "?");
            return isNull ? ListingSource.nullPage(count) : ListingSource.page(count, readable, malformed, nulls);
        }
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void what_is_proven_is_complete_and_what_is_listed_was_returned(@ForAll("worlds") World world) {
        List<Scripted> pages = script(world);
        ListingSource source = new ListingSource();
        CompletableFuture<Listed<String>> result = source.readAnswered(world.max());
        answer(source, pages, world.order());

        Listed<String> listed = result.join();

        List<Scripted> requested = assertRequests(source, pages, world.max());
        List<Scripted> answered = requested.stream().filter(page -> !page.fails).toList();
        assertThat(listed.outcome()).isEqualTo(outcome(requested, world.max()));
        assertThat(listed.objects()).containsExactlyElementsOf(readable(answered));
        assertThat(listed.isNull()).isEqualTo(answered.stream().anyMatch(page -> page.isNull));
        if (listed.isProven()) {
            assertThat(listed.objects().size() + listed.malformed().size() + listed.nulls())
                    .isEqualTo(listed.count());
        }
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void one_page_that_fails_fails_all_and_leaves_no_request_open(@ForAll("worlds") World world) {
        List<Scripted> pages = script(world);
        ListingSource source = new ListingSource();
        CompletableFuture<Listed<String>> result = source.read(world.max());
        answer(source, pages, world.order());

        List<Scripted> requested = assertRequests(source, pages, world.max());
        assertThat(result.isCompletedExceptionally())
                .isEqualTo(requested.stream().anyMatch(page -> page.fails));
        assertThat(source.requests.values()).allMatch(CompletableFuture::isDone);
        if (!result.isCompletedExceptionally()) {
            assertThat(result.join().outcome()).isEqualTo(outcome(requested, world.max()));
        }
    }

    /** Answers open requests, one after the other in any order, until there is none. */
    private static void answer(ListingSource source, List<Scripted> pages, long order) {
        Random random = new Random(order);
        List<Integer> open = open(source);
        while (!open.isEmpty()) {
            int offset = open.get(random.nextInt(open.size()));
            Scripted page = pages.get(offset / MpcApi.PAGE_SIZE);
            if (page.fails) {
                source.fail(offset);
            } else {
                source.answer(offset, page.page());
            }
            open = open(source);
        }
    }

    private static List<Integer> open(ListingSource source) {
        return source.requests.keySet().stream()
                .filter(offset -> !source.requests.get(offset).isDone())
                .toList();
    }

    /** Further pages are requested only for a full first one, all of its count, and never for more than wanted. */
    private static List<Scripted> assertRequests(ListingSource source, List<Scripted> pages, int max) {
        Scripted first = pages.get(0);
        boolean more = !first.fails
                && !first.isNull
                && first.count != null
                && first.count <= max
                && first.entries.size() >= Math.min(MpcApi.PAGE_SIZE, first.count);
        List<Integer> offsets = new ArrayList<>(List.of(0));
        for (int offset = MpcApi.PAGE_SIZE; more && offset < first.count; offset += MpcApi.PAGE_SIZE) {
            offsets.add(offset);
        }
        assertThat(source.requests.keySet()).containsExactlyElementsOf(offsets);
        return pages.subList(0, offsets.size());
    }

    private static Outcome outcome(List<Scripted> requested, int max) {
        Scripted first = requested.get(0);
        if (requested.stream().anyMatch(page -> page.fails)) {
            return Outcome.INCOMPLETE;
        }
        if (first.isNull || first.count == null || first.entries.size() < Math.min(MpcApi.PAGE_SIZE, first.count)) {
            return Outcome.MISMATCH;
        }
        if (first.count > max) {
            return Outcome.TOO_MANY;
        }
        boolean oneCount = requested.stream().allMatch(page -> first.count.equals(page.count) && !page.isNull);
        return oneCount && distinct(requested) == first.count ? Outcome.PROVEN : Outcome.MISMATCH;
    }

    private static int distinct(List<Scripted> pages) {
        Set<String> ids = new HashSet<>();
        int positions = 0;
        for (Scripted page : pages) {
            for (String entry : page.entries) {
                if (entry.equals("?") || entry.endsWith(NO_ID)) {
                    positions++;
                } else {
                    ids.add(entry.replace("!", ""));
                }
            }
        }
        return ids.size() + positions;
    }

    private static Set<String> readable(List<Scripted> pages) {
        Set<String> ids = new LinkedHashSet<>();
        pages.stream()
                .filter(page -> !page.isNull)
                .flatMap(page -> page.entries.stream())
                .filter(entry -> entry.startsWith("c"))
                .forEach(ids::add);
        return ids;
    }

    /** One page more than there is, for a count that is too high. */
    private static List<Scripted> script(World world) {
        int pages = world.objects() / MpcApi.PAGE_SIZE + 2;
        List<Scripted> scripted =
                IntStream.range(0, pages).mapToObj(page -> new Scripted()).toList();
        for (int i = 0; i < world.objects(); i++) {
            scripted.get(i / MpcApi.PAGE_SIZE).entries.add("c" + i);
        }
        scripted.forEach(page -> page.count = world.objects());
        world.faults().forEach(fault -> apply(fault, scripted));
        return scripted;
    }

    private static void apply(Fault fault, List<Scripted> pages) {
        Scripted page = pages.get(fault.page() % pages.size());
        List<String> entries = page.entries;
        int at = entries.isEmpty() ? -1 : fault.position() % entries.size();
        switch (fault.kind()) {
            case COUNT -> page.count = pages.get(0).count == null ? 3 : Math.max(0, pages.get(0).count - 1);
            case NO_COUNT -> page.count = null;
            case NULL_PAGE -> page.isNull = true;
            case FAILURE -> page.fails = true;
            default -> {
                if (at >= 0) {
                    change(fault.kind(), entries, at);
                }
            }
        }
    }

    private static void change(Kind kind, List<String> entries, int at) {
        String entry = entries.get(at);
        boolean readable = entry.startsWith("c");
        switch (kind) {
            case DROPPED -> entries.remove(at);
            case REPEATED -> entries.set(0, entry);
            case MALFORMED -> entries.set(at, readable ? "!" + entry : entry);
            case MALFORMED_COPY -> entries.set(entries.size() - 1, readable ? "!" + entry : entry);
            case WITHOUT_ID -> entries.set(at, "!" + NO_ID);
            default -> entries.set(at, "?");
        }
    }

    @Provide
    Arbitrary<World> worlds() {
        Arbitrary<Fault> fault = Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 19))
                .as(Fault::new);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 95),
                        fault.list().ofMaxSize(4),
                        Arbitraries.of(200, 60, 5),
                        Arbitraries.longs())
                .as(World::new);
    }
}
