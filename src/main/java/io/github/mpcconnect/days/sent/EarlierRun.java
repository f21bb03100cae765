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
 * What an earlier run sent of a day, of which only a sketch is known, and what listings since then show of it.
 *
 * <p>The stored sketch plus that of the listed ids is the sketch of their difference: ids that are listed and were not
 * sent are late, ids that were sent and are not listed have vanished.
 */
public final class EarlierRun {

    private final Sketch sketch;
    private final long sketched;
    private final Set<Long> vanished;
    private final Set<Long> deferred = new HashSet<>();
    private final Stretches sent = new Stretches();
    private final Known countedHere = new Known();
    private final Set<Long> late = new HashSet<>();
    private final Known listed = new Known();
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

    /** The parts of the day that it had sent. */
    public Stretches sent() {
        return sent;
    }

    /** How many objects the API lists in these parts if nothing has changed since. */
    public long listedByRights() {
        return sketched - vanished.size() + deferred.size();
    }

    public boolean hasSketch() {
        return sketch != null;
    }

    /** Whether a listing has shown that the earlier run did not send this id. */
    public boolean isLate(long key) {
        return late.contains(key);
    }

    /** This run sends an id of the day. */
    void countHere(long key) {
        countedHere.put(key, 0, 0);
    }

    public boolean isCountedHere(long key) {
        return countedHere.contains(key);
    }

    /** A listing of all that it had sent begins. */
    public void beginListing() {
        listed.clear();
        malformed.clear();
        sum = new Sketch();
        summed = 0;
    }

    /** A window of its part of the day shows a call. */
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

    public Known listed() {
        return listed;
    }

    public boolean isListedMalformed(long key) {
        return malformed.contains(key);
    }

    public boolean wasDeferred(long key) {
        return deferred.contains(key);
    }

    boolean hadVanished(long key) {
        return vanished.contains(key);
    }

    /**
     * The ids that are only listed or were only sent; empty where there are too many to know.
     *
     * @param whole whether all that it had sent was listed and proven: only then the sizes have to agree
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

    /** An id that is listed and was not sent. */
    public void foundLate(long key) {
        late.add(key);
    }

    /** A listing does not decode. */
    public void markUndecoded() {
        undecoded = true;
    }

    /** A listing does. */
    public void markDecoded() {
        undecoded = false;
    }

    public boolean isUndecoded() {
        return undecoded;
    }

    /** A proven listing of all that it had sent does not decode. Returns how many did not, so far. */
    public int undecodedWhole() {
        return ++undecodedWhole;
    }
}
