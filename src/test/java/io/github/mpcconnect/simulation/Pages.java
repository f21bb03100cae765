package io.github.mpcconnect.simulation;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.ApiPage;
import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.MpcApi;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.simulation.CallStory.Member;
import io.github.mpcconnect.simulation.CallStory.Shape;
import io.github.mpcconnect.simulation.CallStory.Version;
import io.github.mpcconnect.simulation.Trouble.How;
import io.github.mpcconnect.simulation.World.AccountStory;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static io.github.mpcconnect.api.ApiCall.anApiCall;
import static io.github.mpcconnect.api.ApiParticipant.anApiParticipant;

/** The pages that the API returns, lies included. */
final class Pages {

    private final AccountStory story;
    private final Duration history;
    private final List<CallStory> newestFirst;
    private final Map<String, CallStory> byId = new HashMap<>();

    Pages(AccountStory story, Duration history) {
        this.story = story;
        this.history = history;
        this.newestFirst = new ArrayList<>(story.calls());
        newestFirst.sort(Comparator.comparing(CallStory::created).reversed().thenComparing(CallStory::id));
        story.calls().forEach(call -> byId.put(call.id(), call));
    }

    Page<MultiPartyCall> calls(CallQuery query, Instant now) {
        if (query.status() != null) {
            return live(query, now);
        }
        if (query.endedAfter() == null) {
            return ApiPage.<MultiPartyCall>aPage(List.of()).count(0).build();
        }
        if (query.endedAfter().isBefore(now.minus(history))) {
            throw new Violation("beyond-the-reach", query.endedAfter() + " was asked for at " + now);
        }
        List<CallStory> calls = new ArrayList<>();
        for (CallStory call : newestFirst) {
            Instant end = call.at(now).end();
            if (end.isAfter(query.endedAfter()) && !end.isAfter(query.endedUpTo()) && call.isListedEnded(now)) {
                calls.add(call);
            }
        }
        int count = calls.size();
        for (Trouble.WithSecond trouble : story.troubles(Trouble.WithSecond.class)) {
            if (trouble.when().contains(now) && trouble.touches(query.endedAfter(), query.endedUpTo())) {
                count += trouble.how() == How.COUNT_OFF ? 1 : 0;
                if (trouble.how() == How.MISSING) {
                    removeOne(calls, trouble.second(), now);
                }
            }
        }
        return page(calls, count, query, now);
    }

    private static void removeOne(List<CallStory> calls, Instant second, Instant now) {
        for (CallStory call : calls) {
            Instant end = call.at(now).end();
            if (!end.isAfter(second) && end.isAfter(second.minusSeconds(1))) {
                calls.remove(call);
                return;
            }
        }
    }

    private Page<MultiPartyCall> live(CallQuery query, Instant now) {
        List<CallStory> calls = new ArrayList<>();
        for (CallStory call : newestFirst) {
            boolean listed = call.isLive(now)
                    && call.liveStatus(now).equals(query.status())
                    && !call.created().isBefore(query.createdFrom())
                    && !call.created().isAfter(query.createdUpTo());
            if (listed && !call.isMalformed()) {
                calls.add(call);
            }
        }
        return page(calls, calls.size(), query, now);
    }

    private Page<MultiPartyCall> page(List<CallStory> calls, int trueCount, CallQuery query, Instant now) {
        int count = trueCount;
        for (Trouble.WithLists trouble : story.troubles(Trouble.WithLists.class)) {
            count += trouble.when().contains(now) ? 1 : 0;
        }
        List<MultiPartyCall> objects = new ArrayList<>();
        List<Malformed> malformed = new ArrayList<>();
        int from = Math.min(query.offset(), calls.size());
        for (CallStory call : calls.subList(from, Math.min(calls.size(), from + MpcApi.PAGE_SIZE))) {
            if (call.isMalformed() && query.status() == null) {
                String id = call.shape() == Shape.MALFORMED ? call.id() : null;
                malformed.add(new Malformed(Malformed.CALL, id, null, "odd", "api", "{odd " + call.id() + "}"));
            } else {
                objects.add(object(call, now));
            }
        }
        return ApiPage.aPage(objects).count(count).malformed(malformed).build();
    }

    static MultiPartyCall object(CallStory call, Instant now) {
        Version version = call.at(now);
        boolean ended = !call.isLive(now);
        return anApiCall(call.id())
                .friendlyName(version.name())
                .status(ended ? "ended" : call.liveStatus(now))
                .creationTime(call.created())
                .startTime(call.started())
                .endTime(ended ? version.end().truncatedTo(ChronoUnit.SECONDS) : null)
                .duration(ended ? 60 : null)
                .billedDuration(ended && version.bill() != null ? 60 : null)
                .billedAmount(ended ? version.bill() : null)
                .stayAlone(false)
                .terminationCause(ended ? "Hangup" : null)
                .terminationCauseCode(ended ? 3000 : null)
                .participants("/p/" + call.id())
                .resourceUri("/c/" + call.id())
                .apiId("api")
                .raw("{}")
                .build();
    }

    Page<Participant> participants(String id, int offset, Instant now) {
        CallStory call = byId.get(id);
        How how = lie(id, now);
        if (call == null || now.isBefore(call.created()) || how == How.NOT_FOUND) {
            throw new ApiException(ApiException.Kind.NOT_FOUND, 404, null, "no such call", null);
        }
        List<Participant> there = new ArrayList<>();
        for (Member member : call.members()) {
            boolean in = !member.join().isAfter(now) && now.isBefore(member.exit());
            if (!call.isLive(now) || in) {
                there.add(object(call, member, now));
            }
        }
        int count = there.size();
        int from = Math.min(offset, count);
        List<Participant> page = there.subList(from, Math.min(count, from + MpcApi.PAGE_SIZE));
        if (how == null) {
            return ApiPage.aPage(page).count(count).build();
        }
        return switch (how) {
            case COUNT_OFF -> ApiPage.aPage(page).count(count + 1).build();
            case NULLS ->
                ApiPage.<Participant>aPage(List.of())
                        .count(count)
                        .nulls(page.size())
                        .build();
            case OBJECTS_NULL ->
                ApiPage.<Participant>aPage(List.of()).count(count).isNull().build();
            case EMPTY -> ApiPage.<Participant>aPage(List.of()).count(0).build();
            default -> ApiPage.aPage(page).count(count).build();
        };
    }

    private How lie(String id, Instant now) {
        How how = null;
        for (Trouble.WithParticipants trouble : story.troubles(Trouble.WithParticipants.class)) {
            how = trouble.call().equals(id) && trouble.when().contains(now) ? trouble.how() : how;
        }
        return how;
    }

    private static Participant object(CallStory call, Member member, Instant now) {
        boolean left = !now.isBefore(member.exit());
        return anApiParticipant(call.id(), member.id())
                .callUuid("leg-" + member.id() + "-" + member.join().getEpochSecond())
                .role("agent")
                .joinTime(member.join())
                .exitTime(left ? member.exit() : null)
                .exitCause(left ? "left" : null)
                .duration(left ? 10 : null)
                .billedDuration(left ? 10 : null)
                .hold(left ? null : false)
                .mute(left ? null : false)
                .coachMode(left ? null : false)
                .startMpcOnEnter(true)
                .endMpcOnExit(false)
                .resourceUri("/m/" + member.id())
                .apiId("api")
                .raw("{}")
                .build();
    }
}
