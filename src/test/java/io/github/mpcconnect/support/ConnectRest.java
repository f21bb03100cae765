package io.github.mpcconnect.support;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Connect's REST API, as somebody who runs connectors uses it. What it refuses comes out as an exception. */
public final class ConnectRest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int NOT_FOUND = 404;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI url;

    public ConnectRest(URI url) {
        this.url = url;
    }

    /** The answer to a request that was refused. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;

        Refused(int status, String body) {
            super(status + ": " + body);
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    public URI url() {
        return url;
    }

    /** Creates a connector or changes its configuration; again where a busy worker did not check it in time. */
    public void put(String connector, Map<String, String> config) {
        Wait.until("connector " + connector + " to be checked in time", () -> {
            try {
                send("PUT", "/connectors/" + connector + "/config", config);
                return true;
            } catch (Refused e) {
                if (e.getMessage().contains("did not respond within")) {
                    return false;
                }
                throw e;
            }
        });
    }

    public void delete(String connector) {
        send("DELETE", "/connectors/" + connector, null);
    }

    public void pause(String connector) {
        send("PUT", "/connectors/" + connector + "/pause", null);
    }

    public void stop(String connector) {
        send("PUT", "/connectors/" + connector + "/stop", null);
    }

    public void resume(String connector) {
        send("PUT", "/connectors/" + connector + "/resume", null);
    }

    public void restart(String connector) {
        send("POST", "/connectors/" + connector + "/restart?includeTasks=true", null);
    }

    /** What a connector and its tasks do; empty while the workers have not exchanged it yet. */
    public JsonNode status(String connector) {
        try {
            return send("GET", "/connectors/" + connector + "/status", null);
        } catch (Refused e) {
            if (e.status() == NOT_FOUND) {
                return MAPPER.createObjectNode();
            }
            throw e;
        }
    }

    /** What the validation says of a configuration. */
    public JsonNode validate(Map<String, String> config) {
        return send("PUT", "/connector-plugins/PlivoMpcSourceConnector/config/validate", config);
    }

    /** The stored offsets: partition to offset. */
    public Map<JsonNode, JsonNode> offsets(String connector) {
        Map<JsonNode, JsonNode> offsets = new HashMap<>();
        for (JsonNode entry :
                send("GET", "/connectors/" + connector + "/offsets", null).path("offsets")) {
            offsets.put(entry.get("partition"), entry.get("offset"));
        }
        return offsets;
    }

    /** Sets one offset of a stopped connector; null resets it. */
    public void alterOffset(String connector, Map<String, ?> partition, Map<String, ?> offset) {
        Map<String, Object> entry = new HashMap<>();
        entry.put("partition", partition);
        entry.put("offset", offset);
        send("PATCH", "/connectors/" + connector + "/offsets", Map.of("offsets", List.of(entry)));
    }

    public void resetOffsets(String connector) {
        send("DELETE", "/connectors/" + connector + "/offsets", null);
    }

    public JsonNode get(String path) {
        return send("GET", path, null);
    }

    private JsonNode send(String method, String path, Object body) {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(MAPPER.writeValueAsString(body)))
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new Refused(response.statusCode(), response.body());
            }
            return response.body().isEmpty() ? MAPPER.nullNode() : MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
