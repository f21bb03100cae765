package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.ApiException.Kind;
import io.github.mpcconnect.api.ApiPage;
import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.api.Participant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Responses that are wrong in one way, for some requests. */
final class Sick {

    private Sick() {}

    static BiFunction<String, Page<Participant>, Page<Participant>> participants(
            Predicate<String> ofCalls, UnaryOperator<Page<Participant>> how) {
        return (mpcUuid, page) -> ofCalls.test(mpcUuid) ? how.apply(page) : page;
    }

    static BiFunction<CallQuery, Page<MultiPartyCall>, Page<MultiPartyCall>> lists(
            Predicate<CallQuery> which, UnaryOperator<Page<MultiPartyCall>> how) {
        return (query, page) -> which.test(query) ? how.apply(page) : page;
    }

    /** Lists of ended calls whose window holds an instant. */
    static Predicate<CallQuery> holding(String instant) {
        Instant time = Instant.parse(instant);
        return query -> query.endedAfter() != null
                && query.endedAfter().isBefore(time)
                && !query.endedUpTo().isBefore(time);
    }

    static Predicate<CallQuery> ended() {
        return query -> query.endedAfter() != null;
    }

    static <T> UnaryOperator<Page<T>> countOff(int by) {
        return page -> ApiPage.like(page).count(page.count() + by).build();
    }

    static <T> UnaryOperator<Page<T>> status(int status) {
        return status(status, null);
    }

    static <T> UnaryOperator<Page<T>> status(int status, Duration retryAfter) {
        return page -> {
            Kind kind = status >= 500 ? Kind.TRANSIENT : status == 404 ? Kind.NOT_FOUND : Kind.REFUSED;
            throw new ApiException(kind, status, retryAfter, "simulated " + status, null);
        };
    }

    /** {@code "objects": null}. */
    static <T> UnaryOperator<Page<T>> objectsNull() {
        return page -> ApiPage.emptyLike(page).isNull().build();
    }

    static <T> UnaryOperator<Page<T>> empty() {
        return page -> ApiPage.emptyLike(page).count(0).build();
    }

    /** The first so many objects are null instead. */
    static UnaryOperator<Page<Participant>> nulls(int number) {
        return page -> ApiPage.like(
                        page,
                        page.objects()
                                .subList(
                                        Math.min(number, page.objects().size()),
                                        page.objects().size()))
                .nulls(Math.min(number, page.objects().size()))
                .build();
    }

    /** Calls that cannot be read. */
    static UnaryOperator<Page<MultiPartyCall>> malformed(Predicate<String> which) {
        return page -> {
            List<MultiPartyCall> readable = new ArrayList<>();
            List<Malformed> malformed = new ArrayList<>(page.malformed());
            for (MultiPartyCall call : page.objects()) {
                if (which.test(call.mpcUuid())) {
                    malformed.add(new Malformed(
                            Malformed.CALL, call.mpcUuid(), null, "unreadable", page.apiId(), call.mpcUuid() + "?"));
                } else {
                    readable.add(call);
                }
            }
            return ApiPage.like(page, readable).malformed(malformed).build();
        };
    }

    /** Objects that are JSON null in a list of calls: malformed, without an id, all of one text. */
    static UnaryOperator<Page<MultiPartyCall>> withoutIds(Predicate<String> which) {
        return page -> {
            Page<MultiPartyCall> bad = malformed(which).apply(page);
            List<Malformed> nameless = bad.malformed().stream()
                    .map(each -> new Malformed(Malformed.CALL, null, null, "null", each.apiId(), "null"))
                    .toList();
            return ApiPage.aPage(bad.objects())
                    .count(bad.count())
                    .apiId(bad.apiId())
                    .malformed(nameless)
                    .nulls(bad.nulls())
                    .build();
        };
    }
}
