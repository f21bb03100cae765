package io.github.mpcconnect.simulator;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Asks the simulator as any HTTP client would, and reads the answer as a tree. */
final class ApiClient {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String authId;
    private final String token;

    record Reply(int status, JsonNode json, HttpResponse<byte[]> raw) {
        String header(String name) {
            return raw.headers().firstValue(name).orElse(null);
        }

        String error() {
            return json.get("error").asString();
        }

        int count() {
            return json.get("meta").get("count").asInt();
        }

        /** That field of each object on the page. */
        List<String> all(String field) {
            List<String> values = new ArrayList<>();
            json.get("objects").forEach(object -> values.add(object.get(field).asString()));
            return values;
        }

        JsonNode only() {
            return json.get("objects").get(0);
        }
    }

    ApiClient(PlivoSimulator simulator, SimulatedAccount account) {
        this(simulator, account.authId(), account.authToken());
    }

    ApiClient(PlivoSimulator simulator, String authId, String token) {
        this.url = simulator.url();
        this.authId = authId;
        this.token = token;
    }

    /** The list, with parameters as name, value, name, value. */
    Reply calls(String... params) throws IOException, InterruptedException {
        return get("/v1/Account/" + authId + "/MultiPartyCall/" + query(params));
    }

    /** @param subject {@code uuid_..}, or {@code name_..} with a name to encode */
    Reply participants(String subject, String... params) throws IOException, InterruptedException {
        String segment = URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
        return get("/v1/Account/" + authId + "/MultiPartyCall/" + segment + "/Participant/" + query(params));
    }

    Reply get(String pathAndQuery) throws IOException, InterruptedException {
        return send(request(pathAndQuery));
    }

    HttpRequest.Builder request(String pathAndQuery) {
        String credentials = authId + ":" + token;
        return HttpRequest.newBuilder(URI.create(url + pathAndQuery))
                .timeout(Duration.ofSeconds(5))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        boolean json = response.headers().firstValue("Content-Type").orElse("").equals("application/json")
                && response.headers().firstValue("Content-Encoding").isEmpty();
        return new Reply(response.statusCode(), json ? MAPPER.readTree(response.body()) : null, response);
    }

    private static String query(String... params) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < params.length; i += 2) {
            query.append(i == 0 ? '?' : '&')
                    .append(params[i])
                    .append('=')
                    .append(URLEncoder.encode(params[i + 1], StandardCharsets.UTF_8));
        }
        return query.toString();
    }
}
