package io.github.mpcconnect.simulator;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The envelope around a page of objects: api_id, meta with relative links to the pages beside it, objects. */
final class PageWriter {
    private final SimulatedRequest request;
    private final int limit;
    private final int offset;

    PageWriter(SimulatedRequest request, ListQuery query) {
        this.request = request;
        this.limit = query.limit();
        this.offset = query.offset();
    }

    <T> ObjectNode page(Listing<T> listing, Function<T, JsonNode> object, boolean totalCount) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("api_id", Answer.newApiId());
        ObjectNode meta = json.putObject("meta");
        if (!totalCount) {
            meta.put("count", listing.count());
        }
        meta.put("limit", limit);
        meta.put("next", offset + limit < listing.count() ? link(offset + limit) : null);
        meta.put("offset", offset);
        meta.put("previous", offset > 0 ? link(Math.max(0, offset - limit)) : null);
        if (totalCount) {
            meta.put("total_count", listing.count());
        }
        ArrayNode objects = json.putArray("objects");
        listing.objects()
                .forEach(each -> objects.add(each == null ? JsonNodeFactory.instance.nullNode() : object.apply(each)));
        return json;
    }

    private String link(int linked) {
        Map<String, String> params = request.with("limit", String.valueOf(limit))
                .with("offset", String.valueOf(linked))
                .params();
        return params.entrySet().stream()
                .map(param -> encode(param.getKey()) + "=" + encode(param.getValue()))
                .collect(Collectors.joining("&", request.path() + "?", ""));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
