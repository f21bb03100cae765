package io.github.mpcconnect.simulator;

import com.plivo.api.PlivoClient;
import com.plivo.api.exceptions.AuthenticationException;
import com.plivo.api.models.base.ListResponse;
import com.plivo.api.models.multipartycall.MultiPartyCall;
import com.plivo.api.models.multipartycall.MultiPartyCallList;
import com.plivo.api.models.multipartycall.MultiPartyCallParticipant;
import com.plivo.api.models.multipartycall.MultiPartyCallParticipantList;
import com.plivo.api.models.multipartycall.MultiPartyCallUtils;
import com.plivo.api.util.PropertyFilter;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Plivo's own SDK reads the simulator as it reads the API: what it sees here, it sees there. */
@Tag("plivo-sdk")
class PlivoSdkContractTest {
    private static final String AUTH_ID = "MAOTE1OWE0MDK0MTLHYW";

    private final World world = new World(SimulatedClock.stoppedAt("2026-11-21T12:00:00Z"));
    private final SimulatedAccount account = world.addAccount(AUTH_ID, "secret").zone("+05:30");
    private final PlivoSimulator simulator = PlivoSimulator.start(world);

    @BeforeEach
    void addCalls() {
        account.add(aCall().uuid("4ed623a5-9f3e-45e0-9e7e-3d19a94b3bd3")
                .named("over")
                .startedAt("2026-11-20T10:00:00Z")
                .endedAt("2026-11-20T10:01:30Z")
                .subAccount("SAZTU4ZWJMZTGTNGQWMT")
                .terminationCause(3000)
                .withParticipants(3));
        account.add(aCall().uuid("8742d531-292a-46aa-8754-836be1092885")
                .named("going on / \u260e")
                .startedAt("2026-11-21T11:00:00Z")
                .notEnded()
                .withParticipants(2));
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void reads_a_call_that_is_over() throws Exception {
        ListResponse<MultiPartyCall> page = list(new MultiPartyCallList().status("ended"));

        assertThat(page.getMeta().getLimit()).isEqualTo(20);
        assertThat(page.getObjects()).singleElement().satisfies(call -> {
            assertThat(call.getMpcUuid()).isEqualTo("4ed623a5-9f3e-45e0-9e7e-3d19a94b3bd3");
            assertThat(call.getFriendlyName()).isEqualTo("over");
            assertThat(call.getStatus()).isEqualTo("Ended");
            assertThat(call.getStartTime()).isEqualTo("2026-11-20 15:30:00+05:30");
            assertThat(call.getEndTime()).isEqualTo("2026-11-20 15:31:30+05:30");
            assertThat(call.getDuration()).isEqualTo(90);
            assertThat(call.getBilledDuration()).isEqualTo(120);
            assertThat(call.getBilledAmount()).isEqualTo("0.05000");
            assertThat(call.getTerminationCause()).isEqualTo("Hangup API Triggered");
            assertThat(call.getTerminationCauseCode()).isEqualTo(3000);
            assertThat(call.getSubAccount()).isEqualTo("/v1/Account/" + AUTH_ID + "/Subaccount/SAZTU4ZWJMZTGTNGQWMT/");
            assertThat(call.getParticipants()).endsWith("/uuid_" + call.getMpcUuid() + "/Participant/");
        });
    }

    @Test
    void reads_a_live_call() throws Exception {
        assertThat(list(new MultiPartyCallList().status("active")).getObjects())
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.getStatus()).isEqualTo("Active");
                    assertThat(call.getEndTime()).isNull();
                    assertThat(call.getBilledAmount()).isNull();
                });
    }

    @Test
    void filters_by_all_it_knows() throws Exception {
        MultiPartyCallList lister = new MultiPartyCallList()
                .friendlyName("over")
                .status("ended")
                .subAccount("SAZTU4ZWJMZTGTNGQWMT")
                .terminationCauseCode(3000)
                .creationTime(new PropertyFilter<String>().greaterOrEqual("2026-11-20 10:00"))
                .endTime(new PropertyFilter<String>()
                        .greaterThan("2026-11-20 10:01")
                        .lessOrEqual("2026-11-20 10:01:30"));
        lister.limit(5).offset(0);

        assertThat(list(lister).getObjects()).hasSize(1);
        assertThat(simulator.traffic().log().get(0).params())
                .containsKeys("friendly_name", "end_time__gt", "end_time__lte", "creation_time__gte", "limit");
    }

    @Test
    void reads_the_participants_of_a_call_that_is_over_by_its_id() throws Exception {
        ListResponse<MultiPartyCallParticipant> page =
                participants(MultiPartyCallUtils.mpcUuid("4ed623a5-9f3e-45e0-9e7e-3d19a94b3bd3"));

        assertThat(page.getObjects()).hasSize(3).first().satisfies(participant -> {
            assertThat(participant.getMemberId()).isEqualTo("100");
            assertThat(participant.getRole()).isEqualTo("agent");
            assertThat(participant.getJoinTime()).isEqualTo("2026-11-20 15:30:00+05:30");
            assertThat(participant.getExitTime()).isEqualTo("2026-11-20 15:31:30+05:30");
            assertThat(participant.getDuration()).isEqualTo(90);
            assertThat(participant.getBilledAmount()).isEqualTo("0.01000");
            assertThat(participant.getHold()).isNull();
        });
    }

    @Test
    void reads_the_participants_of_a_live_call_by_its_name() throws Exception {
        ListResponse<MultiPartyCallParticipant> page =
                participants(MultiPartyCallUtils.friendlyName("going on / \u260e"));

        assertThat(page.getObjects()).hasSize(2).first().satisfies(participant -> {
            assertThat(participant.getMpcUuid()).isEqualTo("8742d531-292a-46aa-8754-836be1092885");
            assertThat(participant.getMute()).isFalse();
            assertThat(participant.getCoachMode()).isFalse();
            assertThat(participant.getExitTime()).isNull();
            assertThat(participant.getmemberAddress()).isEqualTo("sip:agent0@phone.plivo.com");
        });
    }

    @Test
    void iterates_over_all_pages() throws Exception {
        for (int i = 0; i < 40; i++) {
            account.add(aCall());
        }
        MultiPartyCallList lister = new MultiPartyCallList().status("ended");
        lister.client(client("secret"));
        assertThat(lister).hasSize(41).extracting(MultiPartyCall::getMpcUuid).doesNotHaveDuplicates();
    }

    @Test
    void understands_that_the_credentials_are_wrong() {
        assertThatThrownBy(
                        () -> new MultiPartyCallList().client(client("wrong")).list())
                .isInstanceOf(AuthenticationException.class);
    }

    private ListResponse<MultiPartyCall> list(MultiPartyCallList lister) throws Exception {
        lister.client(client("secret"));
        return lister.list();
    }

    private ListResponse<MultiPartyCallParticipant> participants(String mpcId) throws Exception {
        MultiPartyCallParticipantList lister = MultiPartyCall.participantList(mpcId);
        lister.client(client("secret"));
        return lister.list();
    }

    /** The SDK's address is fixed, so what it sends is turned to the simulator. */
    private PlivoClient client(String token) {
        OkHttpClient.Builder http = new OkHttpClient.Builder().addInterceptor(chain -> {
            HttpUrl turned = chain.request()
                    .url()
                    .newBuilder()
                    .scheme("http")
                    .host("127.0.0.1")
                    .port(simulator.port())
                    .build();
            return chain.proceed(chain.request().newBuilder().url(turned).build());
        });
        return new PlivoClient(AUTH_ID, token, http);
    }
}
