package io.github.mpcconnect.simulator;

import io.github.mpcconnect.simulator.ApiClient.Reply;
import io.github.mpcconnect.simulator.SimulatedRequest.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static io.github.mpcconnect.simulator.ParticipantBuilder.aParticipant;
import static org.assertj.core.api.Assertions.assertThat;

class PlivoSimulatorTest {
    private static final String AUTH_ID = "MAOTE1OWE0MDK0MTLHYW";

    private final SimulatedClock clock = SimulatedClock.stoppedAt("2026-11-21T12:00:00Z");
    private final World world = new World(clock);
    private final SimulatedAccount account = world.addAccount(AUTH_ID, "secret");
    private final PlivoSimulator simulator = PlivoSimulator.start(world);
    private final ApiClient api = new ApiClient(simulator, account);

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void returns_a_call_as_the_documentation_shows_it() throws Exception {
        account.zone("+05:30")
                .add(aCall().uuid("4ed623a5")
                        .named("test_mpc_1")
                        .startedAt("2026-11-20T09:53:38.1Z")
                        .endedAt("2026-11-20T09:53:40.999999Z"));

        assertThat(api.calls().only()).hasToString("""
                        {"billed_amount":"0.05000","billed_duration":60,"creation_time":"2026-11-20 15:23:38+05:30",\
                        "duration":2,"end_time":"2026-11-20 15:23:40+05:30","friendly_name":"test_mpc_1",\
                        "mpc_uuid":"4ed623a5",\
                        "participants":"/v1/Account/MAOTE1OWE0MDK0MTLHYW/MultiPartyCall/uuid_4ed623a5/Participant/",\
                        "recording":null,\
                        "resource_uri":"/v1/Account/MAOTE1OWE0MDK0MTLHYW/MultiPartyCall/uuid_4ed623a5/",\
                        "start_time":"2026-11-20 15:23:38+05:30","status":"Ended","stay_alone":false,\
                        "sub_account":null,"termination_cause":"No Active Participants","termination_cause_code":1000}""");
    }

    @Test
    void returns_nulls_for_what_is_unknown_of_a_live_call() throws Exception {
        account.add(aCall().createdAt("2026-11-21T11:00:00Z")
                .startedAt("2026-11-21T11:01:00Z")
                .endedAt("2026-11-21T13:00:00Z"));
        clock.set(Instant.parse("2026-11-21T11:00:30Z"));
        assertThat(api.calls("status", "initialized").only().get("start_time").isNull())
                .isTrue();

        clock.advance(Duration.ofMinutes(1));
        Reply live = api.calls("status", "active");
        assertThat(live.all("status")).containsExactly("Active");
        for (String field :
                List.of("billed_amount", "billed_duration", "duration", "end_time", "termination_cause_code")) {
            assertThat(live.only().get(field).isNull()).as(field).isTrue();
        }
    }

    @Test
    void gives_midnight_to_the_day_that_ends_there_to_the_microsecond() throws Exception {
        account.add(aCall().uuid("at").endedAt("2026-11-20T00:00:00Z"))
                .add(aCall().uuid("after").endedAt("2026-11-20T00:00:00.000001Z"));

        assertThat(api.calls("end_time__gt", "2026-11-19 00:00", "end_time__lte", "2026-11-20 00:00:00")
                        .all("mpc_uuid"))
                .containsExactly("at");
        assertThat(api.calls("end_time__gt", "2026-11-20 00:00", "end_time__lte", "2026-11-21 00:00:00")
                        .all("mpc_uuid"))
                .containsExactly("after");
        assertThat(api.calls("end_time__gte", "2026-11-20 00:00", "end_time__lt", "2026-11-20 00:00:00.000001")
                        .all("mpc_uuid"))
                .containsExactly("at");
    }

    @Test
    void filters_by_name_cause_sub_account_and_creation() throws Exception {
        account.add(aCall().uuid("x")
                        .named("a / b \u260e")
                        .terminationCause(3000)
                        .subAccount("SA1")
                        .startedAt("2026-11-20T09:00:00Z")
                        .endedAt("2026-11-20T10:00:00Z"))
                .add(aCall().uuid("y").endedAt("2026-11-20T10:00:00Z"));

        assertThat(api.calls("friendly_name", "a / b \u260e").all("mpc_uuid")).containsExactly("x");
        assertThat(api.calls("termination_cause_code", "3000").all("mpc_uuid")).containsExactly("x");
        assertThat(api.calls("sub_account", "SA1").all("mpc_uuid")).containsExactly("x");
        assertThat(api.calls("creation_time__gt", "2026-11-20 09:00").all("mpc_uuid"))
                .containsExactly("y");
        assertThat(api.calls("sub_account", "SA1").only().get("sub_account").asString())
                .isEqualTo("/v1/Account/" + AUTH_ID + "/Subaccount/SA1/");
    }

    @Test
    void links_pages_by_relative_paths_that_lead_through_all_of_them() throws Exception {
        for (int i = 0; i < 45; i++) {
            account.add(aCall());
        }
        List<String> seen = new ArrayList<>();
        Reply page = api.calls("status", "ended", "limit", "20", "end_time__gt", "2026-11-20 00:00");
        seen.addAll(page.all("mpc_uuid"));
        assertThat(page.json().get("meta").get("previous").isNull()).isTrue();
        while (!page.json().get("meta").get("next").isNull()) {
            page = api.get(page.json().get("meta").get("next").asString());
            seen.addAll(page.all("mpc_uuid"));
        }
        assertThat(seen).hasSize(45).doesNotHaveDuplicates();
        assertThat(page.count()).isEqualTo(45);
        assertThat(page.json().get("meta").get("previous").asString()).contains("offset=20");
    }

    @Test
    void pages_participants_too() throws Exception {
        account.add(aCall().uuid("x").withParticipants(25));

        assertThat(api.participants("uuid_x").all("member_id")).hasSize(20);
        Reply second = api.participants("uuid_x", "offset", "20");
        assertThat(second.all("member_id")).hasSize(5);
        assertThat(second.count()).isEqualTo(25);
        assertThat(api.participants("uuid_x", "status", "ended").status()).isEqualTo(400);
        assertThat(api.participants("uuid_x", "role", "agent").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "a / b \u260e", "", "100%", "%2F", "a+b", "..", "what?#", "\ud83d\ude00"})
    void finds_a_live_call_by_any_name_and_returns_who_is_in_it_now(String name) throws Exception {
        account.add(aCall().named(name)
                .startedAt("2026-11-21T11:00:00Z")
                .notEnded()
                .with(aParticipant("x", 0)
                        .joinedAt("2026-11-21T11:00:00Z")
                        .leftAt("2026-11-21T11:30:00Z")
                        .build())
                .with(aParticipant("x", 1)
                        .joinedAt("2026-11-21T11:10:00Z")
                        .hold(Toggle.flippingAt(Instant.parse("2026-11-21T11:59:00Z")))
                        .build()));

        Reply reply = api.participants("name_" + name);
        assertThat(reply.all("member_id")).containsExactly("101");
        assertThat(reply.only().get("hold").asBoolean()).isTrue();
        assertThat(reply.only().get("mute").asBoolean()).isFalse();
        assertThat(reply.only().get("exit_time").isNull()).isTrue();
    }

    @Test
    void returns_participants_of_a_call_that_is_over_as_its_mood_says() throws Exception {
        account.add(aCall().uuid("x").withParticipants(2));
        account.add(aCall().uuid("y").withParticipants(2).mood(Mood.NOT_FOUND));

        Reply full = api.participants("uuid_x");
        assertThat(full.all("member_id")).containsExactlyInAnyOrder("100", "101");
        assertThat(full.only().get("hold").isNull()).isTrue();
        assertThat(full.only().get("billed_amount").asString()).isEqualTo("0.01000");
        assertThat(full.only().get("exit_time").isNull()).isFalse();

        account.mood(Mood.EMPTY);
        assertThat(api.participants("uuid_x").count()).isZero();
        account.mood(Mood.NULLS);
        Reply nulls = api.participants("uuid_x");
        assertThat(nulls.count()).isEqualTo(2);
        assertThat(nulls.json().get("objects")).hasSize(2).allMatch(object -> object.isNull());
        account.mood(Mood.NOT_FOUND);
        assertThat(api.participants("uuid_x").status()).isEqualTo(404);
        account.mood(Mood.FULL);
        assertThat(api.participants("uuid_y").status()).isEqualTo(404);
    }

    @Test
    void dates_its_answers_by_its_own_clock() throws Exception {
        clock.set(Instant.parse("2031-02-03T04:05:06Z"));
        assertThat(api.calls().header("Date")).isEqualTo("Mon, 03 Feb 2031 04:05:06 GMT");
        assertThat(api.calls("limit", "0").header("Date")).isEqualTo("Mon, 03 Feb 2031 04:05:06 GMT");
    }

    @Test
    void shows_its_quirks_when_switched_on() throws Exception {
        account.add(aCall().withAmountAsNumber("3.6").withoutCreationTime().recording("null"));
        simulator.quirks().totalCount(true).unknownFields(true).lowerCaseStatus(true);

        Reply reply = api.calls();
        assertThat(reply.json().get("meta").has("count")).isFalse();
        assertThat(reply.json().get("meta").get("total_count").asInt()).isEqualTo(1);
        assertThat(reply.only().has("region")).isTrue();
        assertThat(reply.all("status")).containsExactly("ended");
        assertThat(reply.only().get("billed_amount").isNumber()).isTrue();
        assertThat(reply.only().get("creation_time").isNull()).isTrue();
        assertThat(reply.all("recording")).containsExactly("null");
    }

    @Test
    void zips_long_answers_if_asked_to() throws Exception {
        String path = "/v1/Account/" + AUTH_ID + "/MultiPartyCall/";
        assertThat(api.send(api.request(path).header("Accept-Encoding", "gzip")).header("Content-Encoding"))
                .isNull();
        for (int i = 0; i < 20; i++) {
            account.add(aCall());
        }
        assertThat(api.send(api.request(path).header("Accept-Encoding", "gzip")).header("Content-Encoding"))
                .isEqualTo("gzip");
        assertThat(api.calls().header("Content-Encoding")).isNull();
    }

    @Test
    void keeps_count_of_its_traffic() throws Exception {
        account.add(aCall().uuid("x"));
        api.calls("end_time__gt", "2026-11-20 00:00", "end_time__lte", "2026-11-21 00:00", "offset", "40");
        api.calls("limit", "0");
        api.participants("uuid_x");

        Traffic traffic = simulator.traffic();
        assertThat(traffic.count()).isEqualTo(3);
        assertThat(traffic.count(Kind.PARTICIPANTS)).isEqualTo(1);
        assertThat(traffic.refused()).isEqualTo(1);
        assertThat(traffic.status(200)).isEqualTo(2);
        assertThat(traffic.longestWindow()).isEqualTo(Duration.ofDays(1));
        assertThat(traffic.deepestOffset()).isEqualTo(40);
        assertThat(traffic.mostAtOnce()).isEqualTo(1);
        assertThat(traffic.await(Kind.CALLS, 2, Duration.ofSeconds(1))).isTrue();
        assertThat(traffic.log()).extracting(Traffic.Logged::status).containsExactly(200, 400, 200);
        assertThat(traffic.log().get(0).params()).containsEntry("offset", "40");

        traffic.reset();
        assertThat(traffic.count()).isZero();
        assertThat(traffic.log()).isEmpty();
    }
}
