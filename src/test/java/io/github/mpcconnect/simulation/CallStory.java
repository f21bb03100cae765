package io.github.mpcconnect.simulation;

import io.github.mpcconnect.simulation.World.Span;
import io.github.mpcconnect.timeline.Day;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What the API says about one call, over time.
 *
 * @param started from then on it is active
 * @param versions of it after its end; the first is valid from the end, or from {@code visibleFrom}
 * @param visibleFrom when lists of ended calls begin to show it
 * @param hidden when they do not show it, although they should
 */
record CallStory(
        String id,
        Instant created,
        Instant started,
        List<Version> versions,
        Instant visibleFrom,
        List<Span> hidden,
        List<Member> members,
        Shape shape) {

    enum Shape {
        READABLE,
        MALFORMED,
        MALFORMED_WITHOUT_ID
    }

    /** Contents that are valid from an instant on; the bill may be missing. */
    record Version(Instant from, Instant end, BigDecimal bill, String name) {}

    /** One participation; a member who comes back has the same id. */
    record Member(String id, Instant join, Instant exit) {}

    Instant end() {
        return versions.get(0).end();
    }

    Day day() {
        return Day.of(end());
    }

    Version at(Instant time) {
        Version valid = versions.get(0);
        for (Version version : versions) {
            valid = version.from().isAfter(time) ? valid : version;
        }
        return valid;
    }

    Version last() {
        return versions.get(versions.size() - 1);
    }

    boolean isListedEnded(Instant time) {
        return !time.isBefore(visibleFrom)
                && !time.isBefore(end())
                && hidden.stream().noneMatch(span -> span.contains(time));
    }

    boolean isLive(Instant time) {
        return !time.isBefore(created) && time.isBefore(end());
    }

    String liveStatus(Instant time) {
        return time.isBefore(started) ? "initialized" : "active";
    }

    /** Whether it was there when it ended, and stays so, with that end. */
    boolean isPunctual() {
        return !visibleFrom.isAfter(end()) && hidden.isEmpty() && !moves() && shape != Shape.MALFORMED_WITHOUT_ID;
    }

    boolean moves() {
        return versions.stream().anyMatch(version -> !version.end().equals(end()));
    }

    boolean isMalformed() {
        return shape != Shape.READABLE;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(id + " ended " + end());
        if (visibleFrom.isAfter(end())) {
            text.append(", visible ").append(visibleFrom);
        }
        hidden.forEach(span -> text.append(", hidden ").append(span));
        versions.stream().skip(1).forEach(version -> text.append(", ").append(version));
        text.append(", ").append(members.size()).append(" members");
        return text + (isMalformed() ? ", " + shape : versions.get(0).bill() == null ? ", no bill" : "");
    }
}
