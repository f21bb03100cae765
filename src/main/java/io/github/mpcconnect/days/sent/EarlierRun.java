package io.github.mpcconnect.days.sent;

import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.IdHash;
import io.github.mpcconnect.offset.Sketch;
import io.github.mpcconnect.timeline.Stretches;
import io.github.mpcconnect.timeline.Window;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What an earlier run sent for a day, known only from its sketch, and what later listings of the same parts show.
 *
 * <p>The sum of the stored sketch and the sketch of the listed ids is the sketch of their difference. Ids that are
 * listed but were not sent are late; ids that were sent but are not listed have vanished.
 */
public final class EarlierRun {

    private final Sketch sketch;
    private final long sketched;
    private final Set<Long> vanished;
    private final Set<Long> deferred = new HashSet<>();
    private final Stretches sent = new Stretches();
    private final SentIds countedHere = new SentIds();
    private final Set<Long> late = new HashSet<>();
    private final SentIds listed = new SentIds();
    private final Set<Long> malformed = new HashSet<>();
    private Sketch sum = new Sketch();
    private long summed;
    private int undecodedWhole;
    private boolean undecoded;

    EarlierRun(DayOffset stored) {
        this.sketch = stored.sketch();
        this.sketched = stored.sketched();
        this.vanished = new HashSet<>(stored.vanished());
        stored.gaps().deferred().forEach(call -> deferred.add(IdHash.of(call.mpcUuid())));
        if (stored.endTime().isAfter(stored.day().start())) {
            sent.add(new Window(stored.day().start(), stored.endTime()));
        }
        stored.gaps().unread().forEach(sent::subtract);
    }

    /** The parts of the day that the earlier run had sent. */
    public Stretches sent() {
        return sent;
    }

    /** The number of objects that the API lists in these parts if nothing has changed since. */
    public long expectedCount() {
        return sketched - vanished.size() + deferred.size();
    }

    public boolean hasSketch() {
        return sketch != null;
    }

    /** Whether a listing has shown that the earlier run did not send this id. */
    public boolean isLate(long key) {
        return late.contains(key);
    }

    /** Records that this run sends an id of the day. */
    void addSentByThisRun(long key) {
        countedHere.put(key, 0, 0);
    }

    public boolean isSentByThisRun(long key) {
        return countedHere.contains(key);
    }

    /** Starts a new listing of all parts that the earlier run had sent. */
    public void beginListing() {
        listed.clear();
        malformed.clear();
        sum = new Sketch();
        summed = 0;
    }

    /** Records a call listed in one of these parts. */
    public void list(ListedCall call) {
        if (listed.contains(call.key())) {
            return;
        }
        listed.put(call.key(), call.content(), call.bill());
        if (!call.isCounted()) {
            malformed.add(call.key());
        }
        if (!vanished.contains(call.key()) && !deferred.contains(call.key())) {
            sum.toggle(call.key());
            summed++;
        }
    }

    public SentIds listed() {
        return listed;
    }

    public boolean isListedMalformed(long key) {
        return malformed.contains(key);
    }

    public boolean wasDeferred(long key) {
        return deferred.contains(key);
    }

    /**
     * The ids that are either only listed or only sent; empty if there are too many to identify.
     *
     * @param whole whether all parts were listed and proven; only then must the sizes match
     */
    public Optional<Sketch.Roots> difference(boolean whole) {
        Sketch difference = sketch.plus(sum);
        vanished.forEach(difference::toggle);
        return difference.decode().filter(roots -> !whole || sizesAgree(roots));
    }

    private boolean sizesAgree(Sketch.Roots roots) {
        long[] onlyListed = new long[1];
        roots.forEach(key -> onlyListed[0] += listed.contains(key) ? 1 : 0);
        long onlySent = roots.size() - onlyListed[0];
        return summed - onlyListed[0] + onlySent + vanished.size() == sketched;
    }

    /** Records a late id: it is listed but was not sent. */
    public void foundLate(long key) {
        late.add(key);
    }

    /** Records that the difference of a listing could not be decoded. */
    public void markUndecoded() {
        undecoded = true;
    }

    /** Records that the difference of a listing was decoded. */
    public void markDecoded() {
        undecoded = false;
    }

    public boolean isUndecoded() {
        return undecoded;
    }

    /**
     * Records that the difference of a complete, proven listing could not be decoded. Returns the number of such
     * listings so far.
     */
    public int undecodedWhole() {
        return ++undecodedWhole;
    }
}
