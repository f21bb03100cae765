package io.github.mpcconnect.request;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.ApiException.Kind;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * An API whose answers are scripted per request, in virtual time. Each try takes what is next in its request's script;
 * then, or without one, the request is answered with its name after 100 ms.
 */
final class ScriptedApi {

    static final Duration LATENCY = Duration.ofMillis(100);

    private static final Answer ANSWERED = new Answer(LATENCY, null);

    private final VirtualLoop loop;
    private final Map<String, Queue<Answer>> scripts = new HashMap<>();
    private final Map<String, Answer> always = new HashMap<>();
    private final List<Try> tries = new ArrayList<>();

    ScriptedApi(VirtualLoop loop) {
        this.loop = loop;
    }

    /** @param failure null for the request's name as the response */
    record Answer(Duration latency, ApiException failure) {
        static Answer hangs() {
            return new Answer(null, null);
        }
    }

    record Try(String request, Duration at, CompletableFuture<String> exchange) {}

    /** The next tries of a request fail like this. */
    void fail(String request, ApiException... failures) {
        for (ApiException failure : failures) {
            then(request, new Answer(LATENCY, failure));
        }
    }

    /** The next try of a request is answered like this. */
    void then(String request, Answer answer) {
        scripts.computeIfAbsent(request, name -> new ArrayDeque<>()).add(answer);
    }

    /** All tries of a request beyond its script are answered like this. */
    void always(String request, Answer answer) {
        always.put(request, answer);
    }

    void alwaysFails(String request) {
        always(request, new Answer(LATENCY, Failures.unavailable()));
    }

    void recovers(String request) {
        always.remove(request);
    }

    Supplier<CompletableFuture<String>> request(String name) {
        return () -> {
            CompletableFuture<String> exchange = new CompletableFuture<>();
            tries.add(new Try(name, loop.now(), exchange));
            Queue<Answer> script = scripts.getOrDefault(name, new ArrayDeque<>());
            Answer answer = script.isEmpty() ? always.getOrDefault(name, ANSWERED) : script.remove();
            if (answer.latency != null) {
                loop.schedule(answer.latency, () -> answer(exchange, name, answer.failure));
            }
            return exchange;
        };
    }

    private static void answer(CompletableFuture<String> exchange, String name, ApiException failure) {
        if (failure == null) {
            exchange.complete(name);
        } else {
            exchange.completeExceptionally(failure);
        }
    }

    /** The names of all requests sent, in order. */
    List<String> sent() {
        return tries.stream().map(Try::request).toList();
    }

    List<Try> tries() {
        return tries;
    }

    int triesOf(String request) {
        return (int) tries.stream().filter(sent -> sent.request.equals(request)).count();
    }

    /** When the tries of a request were sent. */
    List<Duration> times(String request) {
        return tries.stream()
                .filter(sent -> sent.request.equals(request))
                .map(Try::at)
                .toList();
    }

    /** Failures as the API's client throws them. */
    public static final class Failures {

        private Failures() {}

        public static ApiException status(Kind kind, int status) {
            return new ApiException(kind, status, null, "GET /list was answered with " + status + ": words", null);
        }

        public static ApiException unavailable() {
            return status(Kind.TRANSIENT, 503);
        }

        public static ApiException unauthorized() {
            return status(Kind.UNAUTHORIZED, 401);
        }

        public static ApiException notFound() {
            return status(Kind.NOT_FOUND, 404);
        }

        /** @param retryAfter null for none */
        public static ApiException tooMany(Duration retryAfter) {
            return new ApiException(Kind.TRANSIENT, 429, retryAfter, "GET /list was answered with 429", null);
        }
    }
}
