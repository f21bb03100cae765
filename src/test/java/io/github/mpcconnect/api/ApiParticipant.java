package io.github.mpcconnect.api;

import java.math.BigDecimal;
import java.time.Instant;

/** Builds participants as the API returns them: what is not set is null. */
public final class ApiParticipant {

    private final String mpcUuid;
    private final String memberId;
    private String callUuid;
    private String memberAddress;
    private String role;
    private Instant joinTime;
    private Instant exitTime;
    private String exitCause;
    private Integer duration;
    private Integer billedDuration;
    private BigDecimal billedAmount;
    private Boolean hold;
    private Boolean mute;
    private Boolean coachMode;
    private Boolean startMpcOnEnter;
    private Boolean endMpcOnExit;
    private String resourceUri;
    private String apiId;
    private String raw;

    private ApiParticipant(String mpcUuid, String memberId) {
        this.mpcUuid = mpcUuid;
        this.memberId = memberId;
    }

    public static ApiParticipant anApiParticipant(String mpcUuid, String memberId) {
        return new ApiParticipant(mpcUuid, memberId);
    }

    public ApiParticipant callUuid(String value) {
        callUuid = value;
        return this;
    }

    public ApiParticipant memberAddress(String value) {
        memberAddress = value;
        return this;
    }

    public ApiParticipant role(String value) {
        role = value;
        return this;
    }

    public ApiParticipant joinTime(Instant value) {
        joinTime = value;
        return this;
    }

    public ApiParticipant exitTime(Instant value) {
        exitTime = value;
        return this;
    }

    public ApiParticipant exitCause(String value) {
        exitCause = value;
        return this;
    }

    public ApiParticipant duration(Integer value) {
        duration = value;
        return this;
    }

    public ApiParticipant billedDuration(Integer value) {
        billedDuration = value;
        return this;
    }

    public ApiParticipant billedAmount(BigDecimal value) {
        billedAmount = value;
        return this;
    }

    public ApiParticipant hold(Boolean value) {
        hold = value;
        return this;
    }

    public ApiParticipant mute(Boolean value) {
        mute = value;
        return this;
    }

    public ApiParticipant coachMode(Boolean value) {
        coachMode = value;
        return this;
    }

    public ApiParticipant startMpcOnEnter(Boolean value) {
        startMpcOnEnter = value;
        return this;
    }

    public ApiParticipant endMpcOnExit(Boolean value) {
        endMpcOnExit = value;
        return this;
    }

    public ApiParticipant resourceUri(String value) {
        resourceUri = value;
        return this;
    }

    public ApiParticipant apiId(String value) {
        apiId = value;
        return this;
    }

    public ApiParticipant raw(String value) {
        raw = value;
        return this;
    }

    /** @param value null for no bill */
    public ApiParticipant amount(String value) {
        return billedAmount(value == null ? null : new BigDecimal(value));
    }

    public Participant build() {
        return new Participant(
                mpcUuid,
                memberId,
                callUuid,
                memberAddress,
                role,
                joinTime,
                exitTime,
                exitCause,
                duration,
                billedDuration,
                billedAmount,
                hold,
                mute,
                coachMode,
                startMpcOnEnter,
                endMpcOnExit,
                resourceUri,
                apiId,
                raw);
    }
}
