package io.github.mpcconnect.days.sent;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** {@link SentIds} against maps. */
class SentIdsPropertyTest {

    private record Entry(long content, long bill) {}

    private final SentIds known = new SentIds();
    private final Map<Long, Entry> entries = new HashMap<>();
    private final Set<Long> missing = new HashSet<>();
    private final Set<Long> vanished = new HashSet<>();

    @Property(tries = 300)
    void behaves_like_maps(
            @ForAll @Size(max = 400) List<@IntRange(max = 99) Integer> steps,
            @ForAll @IntRange(min = 1, max = 300) int keys,
            @ForAll long seed) {
        for (int i = 0; i < steps.size(); i++) {
            long key = key(steps.get(i) * 31L + i, keys, seed);
            step(steps.get(i), key, i);
            check(key);
        }
        assertThat(known.size()).isEqualTo(entries.size());
        assertThat(all()).containsExactlyInAnyOrderElementsOf(entries.keySet());
    }

    /** Some keys differ in few bits only, and 0 and -1 are keys like others. */
    private static long key(long number, int keys, long seed) {
        long index = number % keys;
        return index < 3 ? index - 1 : index % 2 == 0 ? index << 40 : index * seed;
    }

    private void step(int which, long key, int i) {
        if (which < 70) {
            known.put(key, i, -i);
            entries.put(key, new Entry(i, -i));
            seen(key);
        } else if (which < 90) {
            if (known.contains(key)) {
                known.see(key);
                seen(key);
            }
        } else if (which < 95) {
            known.beginListing();
            missing.addAll(entries.keySet());
            missing.removeAll(vanished);
        } else if (which < 99) {
            List<Long> gone = new ArrayList<>();
            known.endListing(gone::add);
            assertThat(gone).containsExactlyInAnyOrderElementsOf(missing);
            vanished.addAll(missing);
            missing.clear();
        } else {
            known.clear();
            entries.clear();
            missing.clear();
            vanished.clear();
        }
    }

    private void seen(long key) {
        missing.remove(key);
        vanished.remove(key);
    }

    private void check(long key) {
        assertThat(known.contains(key)).isEqualTo(entries.containsKey(key));
        assertThat(known.isVanished(key)).isEqualTo(vanished.contains(key));
        if (known.contains(key)) {
            assertThat(new Entry(known.content(key), known.bill(key))).isEqualTo(entries.get(key));
        }
    }

    private List<Long> all() {
        List<Long> keys = new ArrayList<>();
        known.forEach(keys::add);
        return keys;
    }
}
