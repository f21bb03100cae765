package io.github.mpcconnect.days.sent;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.offset.IdHash;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;

/**
 * A call as listed by the API: readable or malformed.
 *
 * @param key the {@link IdHash} of the call's id or, if there is none, of the raw JSON
 * @param content a hash of the contents
 * @param call null if malformed
 * @param malformed null if readable
 */
public record ListedCall(long key, long content, MultiPartyCall call, Malformed malformed) {

    /** The bill of a call without a bill. */
    public static final long NO_BILL = Long.MIN_VALUE;

    /** The bill of a malformed object. */
    public static final long UNREADABLE = Long.MIN_VALUE + 1;

    private static final int SCALE = 5;

    /** The order of sending within a window: by end time and id, malformed objects last. */
    public static final Comparator<ListedCall> ORDER = Comparator.comparing(
                    ListedCall::endTime, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(ListedCall::id, Comparator.nullsLast(Comparator.naturalOrder()));

    public static ListedCall of(MultiPartyCall call) {
        return new ListedCall(IdHash.of(call.mpcUuid()), call.contentHash(), call, null);
    }

    public static ListedCall of(Malformed malformed) {
        long raw = IdHash.of(String.valueOf(malformed.raw()));
        long key = malformed.mpcUuid() == null ? raw : IdHash.of(malformed.mpcUuid());
        return new ListedCall(key, raw, null, malformed);
    }

    /** The id of the call; null for a malformed object without one. */
    public String id() {
        return call == null ? malformed.mpcUuid() : call.mpcUuid();
    }

    /** When the call ended (UTC, whole seconds); null if malformed. */
    public Instant endTime() {
        return call == null ? null : call.endTime();
    }

    public boolean isCounted() {
        return call != null;
    }

    /** The bill in units of 10^-5, or {@link #NO_BILL}, or {@link #UNREADABLE}. */
    public long bill() {
        if (call == null) {
            return UNREADABLE;
        }
        BigDecimal amount = call.billedAmount();
        return amount == null
                ? NO_BILL
                : amount.setScale(SCALE, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
    }
}
