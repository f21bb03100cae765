package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.Page;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What befalls the answers of a simulation's API, drawn from its seed, until it is over. */
final class Trouble {

    private final Random random;
    private boolean over;

    Trouble(Random random) {
        this.random = random;
    }

    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    /** A page as it is told: one in nine otherwise than it should be. */
    <T> Page<T> on(Page<T> page) {
        if (over) {
            return page;
        }
        return switch (random.nextInt(60)) {
            case 0 -> throw ApiException.noAnswer("reset", null);
            case 1 -> throw new ApiException(ApiException.Kind.TRANSIENT, 503, Duration.ofSeconds(1), "503", null);
            case 2 -> throw new ApiException(ApiException.Kind.UNAUTHORIZED, 401, null, "401", null);
            case 3 -> new Page<>(page.apiId(), page.count() + 1, page.objects(), page.malformed(), 0);
            case 4 -> new Page<>(page.apiId(), null, page.objects(), page.malformed(), 0);
            case 5 -> page.count() == 0 ? page : new Page<>(page.apiId(), page.count(), List.of(), List.of(), 0);
            case 6 -> page.objects().isEmpty() ? page : repeating(page);
            default -> page;
        };
    }

    private static <T> Page<T> repeating(Page<T> page) {
        List<T> objects = new ArrayList<>(page.objects());
        Collections.fill(objects, objects.get(0));
        return objects.size() == 1 ? page : new Page<>(page.apiId(), page.count(), objects, List.of(), 0);
    }
}
