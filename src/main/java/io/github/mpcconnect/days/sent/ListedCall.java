package io.github.mpcconnect.days.sent;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.offset.IdHash;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;

/**
 * What a list shows of one call: a readable call, or an object that could not be read.
 *
 * @param key the {@link IdHash} of the call's id; of the raw text where there is no id
 * @param content a hash of what the API said of it
 * @param call null where it is malformed
 * @param malformed null where it is readable
 */
public record ListedCall(long key, long content, MultiPartyCall call, Malformed malformed) {

    /** The bill of a call that has none. */
    public static final long NO_BILL = Long.MIN_VALUE;

    /** The bill of an object that could not be read. */
    public static final long UNREADABLE = Long.MIN_VALUE + 1;

    private static final int SCALE = 5;

    /** The order in which the records of a window are sent; malformed objects last. */
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

    /** The call's id; null where a malformed object has none. */
    public String id() {
        return call == null ? malformed.mpcUuid() : call.mpcUuid();
    }

    /** When it ended, UTC, in whole seconds; null where it is malformed. */
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
