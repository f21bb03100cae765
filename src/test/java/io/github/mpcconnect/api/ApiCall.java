package io.github.mpcconnect.api;

import java.math.BigDecimal;
import java.time.Instant;

/** Builds calls as the API returns them: what is not set is null. */
public final class ApiCall {

    private final String mpcUuid;
    private String friendlyName;
    private String status;
    private Instant creationTime;
    private Instant startTime;
    private Instant endTime;
    private Integer duration;
    private Integer billedDuration;
    private BigDecimal billedAmount;
    private String recording;
    private Boolean stayAlone;
    private String subAccount;
    private String terminationCause;
    private Integer terminationCauseCode;
    private String participants;
    private String resourceUri;
    private String apiId;
    private String raw;

    private ApiCall(String mpcUuid) {
        this.mpcUuid = mpcUuid;
    }

    public static ApiCall anApiCall(String mpcUuid) {
        return new ApiCall(mpcUuid);
    }

    public ApiCall friendlyName(String value) {
        friendlyName = value;
        return this;
    }

    public ApiCall status(String value) {
        status = value;
        return this;
    }

    public ApiCall creationTime(Instant value) {
        creationTime = value;
        return this;
    }

    public ApiCall startTime(Instant value) {
        startTime = value;
        return this;
    }

    public ApiCall endTime(Instant value) {
        endTime = value;
        return this;
    }

    public ApiCall duration(Integer value) {
        duration = value;
        return this;
    }

    public ApiCall billedDuration(Integer value) {
        billedDuration = value;
        return this;
    }

    public ApiCall billedAmount(BigDecimal value) {
        billedAmount = value;
        return this;
    }

    public ApiCall recording(String value) {
        recording = value;
        return this;
    }

    public ApiCall stayAlone(Boolean value) {
        stayAlone = value;
        return this;
    }

    public ApiCall subAccount(String value) {
        subAccount = value;
        return this;
    }

    public ApiCall terminationCause(String value) {
        terminationCause = value;
        return this;
    }

    public ApiCall terminationCauseCode(Integer value) {
        terminationCauseCode = value;
        return this;
    }

    public ApiCall participants(String value) {
        participants = value;
        return this;
    }

    public ApiCall resourceUri(String value) {
        resourceUri = value;
        return this;
    }

    public ApiCall apiId(String value) {
        apiId = value;
        return this;
    }

    public ApiCall raw(String value) {
        raw = value;
        return this;
    }

    /** @param value null for no bill */
    public ApiCall amount(String value) {
        return billedAmount(value == null ? null : new BigDecimal(value));
    }

    public MultiPartyCall build() {
        return new MultiPartyCall(
                mpcUuid,
                friendlyName,
                status,
                creationTime,
                startTime,
                endTime,
                duration,
                billedDuration,
                billedAmount,
                recording,
                stayAlone,
                subAccount,
                terminationCause,
                terminationCauseCode,
                participants,
                resourceUri,
                apiId,
                raw);
    }
}
