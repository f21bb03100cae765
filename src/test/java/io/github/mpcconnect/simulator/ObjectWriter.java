package io.github.mpcconnect.simulator;

import io.github.mpcconnect.simulator.ListQuery.Listing;
import io.github.mpcconnect.simulator.SimulatedCall.CallState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes calls and participants as the API does at an instant: whole seconds in the account's zone, null for later. */
final class ObjectWriter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssxxx");
    private static final int MONEY_DIGITS = 5;

    private final String account;
    private final ZoneOffset zone;
    private final Instant now;
    private final Quirks quirks;

    ObjectWriter(SimulatedAccount account, Instant now, Quirks quirks) {
        this.account = "/v1/Account/" + account.authId() + "/";
        this.zone = account.zone();
        this.now = now;
        this.quirks = quirks;
    }

    ObjectNode call(SimulatedCall call) {
        CallState state = call.stateAt(now);
        boolean ended = state == CallState.ENDED;
        String uri = account + "MultiPartyCall/uuid_" + call.mpcUuid() + "/";
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        putAmount(json, ended ? call.billedAmount() : null, call.amountAsNumber());
        boolean billed = ended && call.billedAmount() != null;
        json.put("billed_duration", billed ? billedSeconds(call.duration()) : null);
        json.put("creation_time", call.creationTimeTold() ? time(call.creationTime()) : null);
        json.put("duration", ended ? (Long) call.duration().toSeconds() : null);
        json.put("end_time", ended ? time(call.endTime()) : null);
        json.put("friendly_name", call.friendlyName());
        json.put("mpc_uuid", call.mpcUuid());
        json.put("participants", uri + "Participant/");
        json.put("recording", call.recording());
        json.put("resource_uri", uri);
        json.put("start_time", hasHappened(call.startTime()) ? time(call.startTime()) : null);
        json.put("status", quirks.lowerCaseStatus() ? state.text().toLowerCase(Locale.ROOT) : state.text());
        json.put("stay_alone", call.stayAlone());
        json.put("sub_account", call.subAccount() == null ? null : account + "Subaccount/" + call.subAccount() + "/");
        json.put("termination_cause", ended ? call.terminationCause() : null);
        json.put("termination_cause_code", ended ? call.terminationCauseCode() : null);
        return withUnknownFields(json);
    }

    /** @param uri of the participants, as it was asked for */
    ObjectNode participant(SimulatedParticipant participant, SimulatedCall call, String uri) {
        Instant exit = participant.exitFrom(call.endTime());
        boolean left = hasHappened(exit);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        putAmount(json, left ? participant.billedAmount() : null, false);
        Duration stay = left ? Duration.between(participant.joinTime(), exit) : null;
        json.put("billed_duration", left && participant.billedAmount() != null ? billedSeconds(stay) : null);
        json.put("call_uuid", participant.callUuid());
        json.put("coach_mode", left ? null : (Boolean) participant.coachMode().isOnAt(now));
        json.put("duration", left ? (Long) stay.toSeconds() : null);
        json.put("end_mpc_on_exit", participant.endMpcOnExit());
        json.put("exit_cause", left ? participant.exitCause() : null);
        json.put("exit_time", left ? time(exit) : null);
        json.put("hold", left ? null : (Boolean) participant.hold().isOnAt(now));
        json.put("join_time", time(participant.joinTime()));
        if (participant.memberAddress() != null) {
            json.put("member_address", participant.memberAddress());
        }
        json.put("member_id", participant.memberId());
        json.put("mpc_uuid", call.mpcUuid());
        json.put("mute", left ? null : (Boolean) participant.mute().isOnAt(now));
        json.put("resource_uri", uri + participant.memberId() + "/");
        json.put("role", participant.role());
        json.put("start_mpc_on_enter", participant.startMpcOnEnter());
        return withUnknownFields(json);
    }

    private boolean hasHappened(Instant instant) {
        return instant != null && !instant.isAfter(now);
    }

    private String time(Instant instant) {
        return TIME.format(instant.atOffset(zone));
    }

    /** Whole minutes, begun ones in full. */
    private static Long billedSeconds(Duration duration) {
        return (duration.toSeconds() + 59) / 60 * 60;
    }

    private static void putAmount(ObjectNode json, BigDecimal amount, boolean asNumber) {
        if (amount == null) {
            json.putNull("billed_amount");
        } else if (asNumber) {
            json.put("billed_amount", amount);
        } else {
            BigDecimal padded = amount.scale() < MONEY_DIGITS ? amount.setScale(MONEY_DIGITS) : amount;
            json.put("billed_amount", padded.toPlainString());
        }
    }

    private ObjectNode withUnknownFields(ObjectNode json) {
        if (quirks.unknownFields()) {
            json.put("region", "ap-south-1");
            json.putObject("quality")
                    .put("mos", new BigDecimal("4.31"))
                    .putArray("issues")
                    .add("jitter");
        }
        return json;
    }

    /** The envelope around a page of objects: api_id, meta with relative links to the pages beside it, objects. */
    static final class PageWriter {
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
                    .forEach(each ->
                            objects.add(each == null ? JsonNodeFactory.instance.nullNode() : object.apply(each)));
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
}
