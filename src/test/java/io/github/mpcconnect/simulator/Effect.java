package io.github.mpcconnect.simulator;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What a fault does: it stands between a request and the API and answers as it likes, asking the API for as much as it
 * wants, with that request or another.
 */
@FunctionalInterface
public interface Effect {
    Answer answer(SimulatedRequest request, Function<SimulatedRequest, Answer> api);

    /** Answers as the API does, then changes the answer. */
    static Effect changing(UnaryOperator<Answer> change) {
        return (request, api) -> change.apply(api.apply(request));
    }

    /** An error in the API's own form. */
    static Effect status(int status) {
        return (request, api) -> Answer.error(request, status, "simulated " + status);
    }

    /** An error with a header, such as 429 with {@code Retry-After}, or 302 with {@code Location}. */
    static Effect status(int status, String header, String value) {
        return (request, api) ->
                Answer.error(request, status, "simulated " + status).withHeader(header, value);
    }

    static Effect reset() {
        return changing(answer -> answer.delivered(new Answer.Reset()));
    }

    static Effect cutBody() {
        return changing(answer -> answer.delivered(new Answer.Cut()));
    }

    /** A body without end, as fast as it is taken. */
    static Effect endlessBody() {
        return changing(answer -> answer.delivered(new Answer.Endless(Duration.ZERO)));
    }

    /** A body without end, one byte per pause. */
    static Effect trickle(Duration pause) {
        return changing(answer -> answer.delivered(new Answer.Endless(pause)));
    }

    static Effect html() {
        return changing(answer -> answer.withText("text/html", "<html><body>Be right back</body></html>"));
    }

    /** The right status, and a body that is no JSON though it says so. */
    static Effect text(String body) {
        return changing(answer -> answer.withText("application/json", body));
    }

    static Effect hang(Duration duration) {
        return changing(answer -> answer.delayedBy(duration));
    }

    static Effect withoutDate() {
        return header("Date", null);
    }

    /** A Date that is off by that much, while all else goes by the API's clock. */
    static Effect dateOff(Duration by) {
        return (request, api) -> api.apply(request)
                .withHeader("Date", Answer.httpDate(request.arrived().plus(by)));
    }

    /** Null takes the header away. */
    static Effect header(String name, String value) {
        return changing(answer -> answer.withHeader(name, value));
    }

    /** The page lacks its last object, the count does not. */
    static Effect shortPage() {
        return json(json -> {
            if (json.get("objects") != null && !json.get("objects").isEmpty()) {
                json.withArray("objects").remove(json.get("objects").size() - 1);
            }
        });
    }

    /** The page has no objects, the count is right. */
    static Effect emptyPage() {
        return json(json -> json.putArray("objects"));
    }

    /** The objects of the page before, under this page's meta. */
    static Effect repeatedPage() {
        return (request, api) -> {
            Answer asked = api.apply(request);
            int before = Math.max(0, request.number("offset", 0) - request.number("limit", ListQuery.MAX_LIMIT));
            Answer other = api.apply(request.with("offset", String.valueOf(before)));
            if (asked.objects() != null && other.objects() != null) {
                asked.json().set("objects", other.objects());
            }
            return asked;
        };
    }

    /** The count is off by that much. */
    static Effect countOff(int by) {
        return json(json -> {
            if (json.get("meta") instanceof ObjectNode meta) {
                String count = meta.has("count") ? "count" : "total_count";
                meta.put(count, meta.get(count).asInt() + by);
            }
        });
    }

    static Effect withoutMeta() {
        return json(json -> json.remove("meta"));
    }

    static Effect objectsNotAnArray() {
        return json(json -> json.put("objects", "none"));
    }

    /** Changes each object of the page, for instance into a malformed one. */
    static Effect objects(Consumer<ObjectNode> change) {
        return json(json -> json.path("objects").forEach(object -> {
            if (object instanceof ObjectNode node) {
                change.accept(node);
            }
        }));
    }

    /** Changes the whole answer's tree, where it has one. */
    static Effect json(Consumer<ObjectNode> change) {
        return changing(answer -> {
            if (answer.json() != null) {
                change.accept(answer.json());
            }
            return answer;
        });
    }

    /** This effect around another. */
    default Effect around(Effect inner) {
        return (request, api) -> answer(request, changed -> inner.answer(changed, api));
    }
}
