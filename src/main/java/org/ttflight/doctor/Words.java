package org.ttflight.doctor;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.List;

/** Lists, numbers and reasons in words. */
final class Words {
    private static final int MOST = 5;

    private Words() {}

    /** Returns {@code 1 device}, {@code 2 devices}. */
    static String count(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    /** Returns {@code 1 error}, {@code 2 errors}. */
    static String count(double count, String one) {
        return number(count) + " " + one + (count == 1 ? "" : "s");
    }

    /** Returns the first few, and how many more there are. */
    static String some(List<String> all, String separator) {
        String shown = String.join(separator, all.subList(0, Math.min(MOST, all.size())));
        return all.size() <= MOST ? shown : shown + separator + (all.size() - MOST) + " more";
    }

    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return reason == null ? "it is not there" : reason;
    }

    /** Returns a number without a fraction that is not there. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
