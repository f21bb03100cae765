package io.github.mpcconnect.request;

import java.util.Comparator;

/**
 * Which request goes first when several wait: by the order of work, and within a kind of work lists before
 * participants, so that the next window is known before the last one's participants are through.
 */
public record Rank(Work work, Stage stage) implements Comparable<Rank> {

    public enum Stage {
        LIST,
        PARTICIPANTS
    }

    private static final Comparator<Rank> ORDER =
            Comparator.comparing(Rank::work).thenComparing(Rank::stage);

    public static Rank list(Work work) {
        return new Rank(work, Stage.LIST);
    }

    public static Rank participants(Work work) {
        return new Rank(work, Stage.PARTICIPANTS);
    }

    @Override
    public int compareTo(Rank other) {
        return ORDER.compare(this, other);
    }
}
