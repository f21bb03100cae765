package io.github.mpcconnect.benchmark;

import java.util.Locale;

/**
 * A line of the table.
 *
 * @param ratio 1 or more where the target is met, less by how much it is missed; NaN for what has no target
 */
record Row(String what, String target, String measured, double ratio) {

    /** A target that is missed by more than this fails the benchmark. */
    private static final double MIN = 0.9;

    static Row atLeast(String what, double target, double measured, String format) {
        return new Row(what, text(target, format) + " or more", text(measured, format), measured / target);
    }

    static Row atMost(String what, double target, double measured, String format) {
        return new Row(what, text(target, format) + " or less", text(measured, format), target / measured);
    }

    /** Missed altogether where it is more than none. */
    static Row none(String what, long measured) {
        return new Row(what, "0", String.valueOf(measured), measured == 0 ? 1 : 0);
    }

    static Row info(String what, String measured) {
        return new Row(what, "", measured, Double.NaN);
    }

    boolean fails() {
        return ratio < MIN;
    }

    String verdict() {
        if (Double.isNaN(ratio)) {
            return "";
        }
        return ratio >= 1 ? "met" : fails() ? "MISSED" : "missed by less than a tenth";
    }

    static String text(double value, String format) {
        return String.format(Locale.ROOT, format, value);
    }
}
