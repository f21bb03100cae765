package io.github.mpcconnect.api.http;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.ApiException.Kind;
import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.api.MpcApi;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.api.json.AnswerParser;
import io.github.mpcconnect.api.json.JsonFields.Unreadable;
import io.github.mpcconnect.api.json.UnknownFields;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import tools.jackson.core.JacksonException;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The API over HTTP, for one account. Credentials are sent preemptively, redirects are never followed, and responses
 * are limited in size and time. The {@code Date} of every valid 200 response is passed to the {@link ApiClock}.
 * Thread-safe.
 */
public final class HttpMpcApi implements MpcApi {

    private static final int OK = 200;
    private static final Header JSON = new BasicHeader(HttpHeaders.ACCEPT, "application/json");
    private static final Header GZIP = new BasicHeader(HttpHeaders.ACCEPT_ENCODING, "gzip");

    /** Lists of participants are usually short: compressing them costs both sides more than it saves. */
    private static final Header UNCOMPRESSED = new BasicHeader(HttpHeaders.ACCEPT_ENCODING, "identity");

    private final HttpTransport transport;
    private final ApiClock clock;
    private final AnswerParser parser;
    private final HttpHost host;
    private final String basePath;
    private final String path;
    private final Header authorization;
    private volatile Dated lastDate = new Dated(null, null);

    /**
     * @param apiUrl such as {@code https://api.plivo.com}, without a trailing slash
     * @param authId the account's auth id, which is part of every path
     * @param authToken the account's auth token; kept only in the Authorization header
     * @param includeRaw whether readable objects carry their {@code raw} JSON; malformed ones always do
     */
    public HttpMpcApi(
            HttpTransport transport,
            ApiClock clock,
            UnknownFields unknownFields,
            URI apiUrl,
            String authId,
            String authToken,
            boolean includeRaw) {
        this.transport = transport;
        this.clock = clock;
        this.parser = new AnswerParser(unknownFields, includeRaw);
        this.host = new HttpHost(apiUrl.getScheme(), apiUrl.getHost(), apiUrl.getPort());
        this.basePath = apiUrl.getRawPath();
        this.path = "/v1/Account/" + encoded(authId) + "/MultiPartyCall/";
        byte[] credentials = (authId + ":" + authToken).getBytes(StandardCharsets.UTF_8);
        this.authorization = new BasicHeader(
                HttpHeaders.AUTHORIZATION, "Basic " + Base64.getEncoder().encodeToString(credentials), true);
    }

    @Override
    public CompletableFuture<Page<MultiPartyCall>> calls(CallQuery query) {
        StringBuilder target = new StringBuilder(192).append(path);
        char separator = '?';
        for (Map.Entry<String, String> parameter : query.parameters().entrySet()) {
            target.append(separator).append(parameter.getKey()).append('=').append(encoded(parameter.getValue()));
            separator = '&';
        }
        return get(target.toString(), GZIP, parser::calls);
    }

    @Override
    public CompletableFuture<Page<Participant>> participants(String mpcUuid, int offset) {
        String target =
                path + "uuid_" + encoded(mpcUuid) + "/Participant/?limit=" + MpcApi.PAGE_SIZE + "&offset=" + offset;
        return get(target, UNCOMPRESSED, body -> parser.participants(body, mpcUuid));
    }

    private <T> CompletableFuture<Page<T>> get(String target, Header encoding, Function<ByteBuffer, Page<T>> list) {
        BasicHttpRequest request = new BasicHttpRequest("GET", host, basePath + target);
        request.addHeader(authorization);
        request.addHeader(JSON);
        request.addHeader(encoding);
        return transport.send(request, new Exchange.Reader<Page<T>>() {
            @Override
            public Page<T> read(HttpAnswer answer) {
                return page(answer, target, list);
            }

            @Override
            public ApiException failure(Exception cause) {
                return ApiException.noAnswer("GET " + target + " received no complete response: " + cause, cause);
            }
        });
    }

    private <T> Page<T> page(HttpAnswer answer, String target, Function<ByteBuffer, Page<T>> list) {
        if (answer.status() != OK) {
            throw failure(answer, target);
        }
        try {
            Page<T> page = list.apply(answer.body());
            observe(date(answer));
            return page;
        } catch (JacksonException | Unreadable e) {
            String what = "GET " + target + " returned 200 with a body that is not a list: "
                    + AnswerParser.description(answer.text());
            throw ApiException.noAnswer(what, e);
        }
    }

    private void observe(Instant date) {
        if (date == null) {
            clock.observeWithoutDate();
        } else {
            clock.observe(date);
        }
    }

    /**
     * Caches the last parsed header: responses within a second share it, and parsing it costs a tenth of everything
     * else.
     */
    private Instant date(HttpAnswer answer) {
        if (answer.date() == null) {
            return null;
        }
        Dated last = lastDate;
        if (!answer.date().equals(last.header)) {
            last = new Dated(answer.date(), DateUtils.parseStandardDate(answer.date()));
            lastDate = last;
        }
        return last.instant;
    }

    private record Dated(String header, Instant instant) {}

    private ApiException failure(HttpAnswer answer, String target) {
        int status = answer.status();
        Kind kind = switch (status) {
            case 401, 403 -> Kind.UNAUTHORIZED;
            case 404 -> Kind.NOT_FOUND;
            case 408, 425, 429 -> Kind.TRANSIENT;
            default -> status >= 500 || status < 300 ? Kind.TRANSIENT : Kind.REFUSED;
        };
        String where = answer.location() == null ? "" : " (redirect to " + answer.location() + ")";
        String message = "GET " + target + " returned " + status + where + ": " + AnswerParser.error(answer.text());
        Duration retryAfter = answer.retryAfter() == null ? null : answer.retryAfter(date(answer));
        return new ApiException(kind, status, retryAfter, message, null);
    }

    private static String encoded(String text) {
        boolean plain = true;
        for (int i = 0; plain && i < text.length(); i++) {
            char c = text.charAt(i);
            plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
        }
        return plain ? text : escaped(text);
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
