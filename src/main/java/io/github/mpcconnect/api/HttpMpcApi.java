package io.github.mpcconnect.api;

import io.github.mpcconnect.api.ApiException.Kind;
import io.github.mpcconnect.api.JsonFields.Unreadable;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import tools.jackson.core.JacksonException;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The API over HTTP, for one account. Credentials are sent up front, redirects are never followed, an answer is bounded
 * in size and time. Every 200 answer's {@code Date} goes to the {@link ApiClock}.
 */
public final class HttpMpcApi implements MpcApi {

    private static final int OK = 200;
    private static final String GZIP = "gzip";

    /** Most calls have a few participants: to squeeze so little takes both ends longer than to send it as it is. */
    private static final String UNCOMPRESSED = "identity";

    private final HttpClient client;
    private final BodyReader bodies;
    private final ApiClock clock;
    private final String apiUrl;
    private final String path;
    private final String authorization;
    private volatile Dated lastDate = new Dated(null, null);

    /**
     * @param client as {@link HttpClients} makes it
     * @param apiUrl such as {@code https://api.plivo.com}, without a slash at its end
     * @param authId the account's auth id, which is part of every path
     * @param authToken the account's auth token; kept only as the header it makes
     */
    public HttpMpcApi(
            HttpClient client, BodyReader bodies, ApiClock clock, String apiUrl, String authId, String authToken) {
        this.client = client;
        this.bodies = bodies;
        this.clock = clock;
        this.apiUrl = apiUrl;
        this.path = "/v1/Account/" + encoded(authId) + "/MultiPartyCall/";
        byte[] credentials = (authId + ":" + authToken).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    @Override
    public Page<MultiPartyCall> calls(CallQuery query) {
        return get(path + "?" + encoded(query.parameters()), GZIP, AnswerParser::calls);
    }

    @Override
    public Page<Participant> participants(String mpcUuid, int offset) {
        String query = "?limit=" + PAGE_SIZE + "&offset=" + offset;
        return get(
                path + "uuid_" + encoded(mpcUuid) + "/Participant/" + query,
                UNCOMPRESSED,
                body -> AnswerParser.participants(body, mpcUuid));
    }

    private <T> Page<T> get(String pathAndQuery, String encoding, Function<String, Page<T>> parser) {
        HttpGet request = new HttpGet(apiUrl + pathAndQuery);
        request.setHeader(HttpHeaders.AUTHORIZATION, authorization);
        request.setHeader(HttpHeaders.ACCEPT, "application/json");
        request.setHeader(HttpHeaders.ACCEPT_ENCODING, encoding);
        Answer answer = send(request, pathAndQuery);
        if (answer.status != OK) {
            throw refused(answer, pathAndQuery);
        }
        try {
            Page<T> page = parser.apply(answer.body);
            if (answer.date != null) {
                clock.observe(answer.date);
            }
            return page;
        } catch (JacksonException | Unreadable e) {
            String what = "GET " + pathAndQuery + " was answered with something that is no list: "
                    + AnswerParser.description(answer.body);
            throw ApiException.noAnswer(what, e);
        }
    }

    private Answer send(HttpGet request, String pathAndQuery) {
        try {
            return client.execute(request, response -> {
                String body = body(request, response.getEntity());
                Instant date = date(response);
                return new Answer(response.getCode(), date, retryAfter(response, date), location(response), body);
            });
        } catch (IOException e) {
            throw ApiException.noAnswer("GET " + pathAndQuery + " got no whole answer: " + e, e);
        }
    }

    /** Answers of one second have the same {@code Date}, and reading it takes as long as a tenth of all else. */
    private Instant date(HttpMessage response) {
        Header header = response.getFirstHeader(HttpHeaders.DATE);
        if (header == null) {
            return null;
        }
        Dated last = lastDate;
        if (!header.getValue().equals(last.header)) {
            last = new Dated(header.getValue(), DateUtils.parseStandardDate(header.getValue()));
            lastDate = last;
        }
        return last.instant;
    }

    private record Dated(String header, Instant instant) {}

    /** A body that is given up is cut off, not drained: what it still sends may never end. */
    private String body(HttpGet request, HttpEntity entity) throws IOException {
        try {
            return bodies.read(entity);
        } catch (IOException e) {
            request.cancel();
            throw e;
        }
    }

    private static ApiException refused(Answer answer, String pathAndQuery) {
        Kind kind = switch (answer.status) {
            case 401, 403 -> Kind.UNAUTHORIZED;
            case 404 -> Kind.NOT_FOUND;
            case 408, 425, 429 -> Kind.TRANSIENT;
            default -> answer.status >= 500 || answer.status < 300 ? Kind.TRANSIENT : Kind.REFUSED;
        };
        String where = answer.location == null ? "" : " (to " + answer.location + ")";
        String message = "GET " + pathAndQuery + " was answered with " + answer.status + where + ": "
                + AnswerParser.error(answer.body);
        return new ApiException(kind, answer.status, answer.retryAfter, message, null);
    }

    /** Seconds, or a date, which is held against the answer's own {@code Date}, never against the worker's clock. */
    private static Duration retryAfter(HttpMessage response, Instant date) {
        Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        if (header == null) {
            return null;
        }
        String value = header.getValue().strip();
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        Instant until = DateUtils.parseStandardDate(value);
        return until == null || date == null ? null : atLeastZero(Duration.between(date, until));
    }

    private static Duration atLeastZero(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    private static String location(HttpMessage response) {
        Header header = response.getFirstHeader(HttpHeaders.LOCATION);
        return header == null ? null : header.getValue();
    }

    private static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private record Answer(int status, Instant date, Duration retryAfter, String location, String body) {}
}
