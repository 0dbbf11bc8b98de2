package org.ttflight.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.screen.SmiContents;
import org.ttflight.screen.View;
import org.ttflight.snapshot.Selection;

/**
 * What the command line asks of {@code smi}.
 *
 * @param output what to print
 * @param isAscii whether to draw with ASCII only
 * @param hasDetails whether to list all memory types of each device
 * @param isSharedOnly whether to show what shared memory tells, and nothing else
 * @param width null for the width there is
 * @param socket null for the usual one
 * @param places where the host's own files are
 * @param selection which devices and processes
 * @param watchMillis from one screen to the next; null for one screen
 */
record SmiOptions(
        Output output,
        boolean isAscii,
        boolean hasDetails,
        boolean isSharedOnly,
        @Nullable Integer width,
        @Nullable Path socket,
        HostPlaces places,
        Selection selection,
        @Nullable Integer watchMillis) {
    /** One screen of this host. */
    static final SmiOptions USUAL =
            new SmiOptions(
                    Output.SCREEN,
                    false,
                    false,
                    false,
                    null,
                    null,
                    HostPlaces.USUAL,
                    Selection.ALL,
                    null);

    /** What to print. */
    enum Output {
        /** Tables for people. */
        SCREEN,
        /** The versioned document. */
        DOCUMENT
    }

    SmiOptions withOutput(Output other) {
        return new SmiOptions(
                other,
                isAscii,
                hasDetails,
                isSharedOnly,
                width,
                socket,
                places,
                selection,
                watchMillis);
    }

    SmiOptions withLook(boolean ascii, @Nullable Integer columns) {
        return new SmiOptions(
                output,
                ascii,
                hasDetails,
                isSharedOnly,
                columns,
                socket,
                places,
                selection,
                watchMillis);
    }

    SmiOptions withSource(@Nullable Path path, HostPlaces where) {
        return new SmiOptions(
                output,
                isAscii,
                hasDetails,
                isSharedOnly,
                width,
                path,
                where,
                selection,
                watchMillis);
    }

    SmiOptions withContents(boolean details, boolean sharedOnly, Selection wanted) {
        return new SmiOptions(
                output, isAscii, details, sharedOnly, width, socket, places, wanted, watchMillis);
    }

    SmiOptions watching(int millis) {
        return new SmiOptions(
                output,
                isAscii,
                hasDetails,
                isSharedOnly,
                width,
                socket,
                places,
                selection,
                millis);
    }

    /**
     * Returns what these arguments ask, or null if that takes the command line library: for help,
     * for whatever is not known here, and for a good error message.
     *
     * @param from where the command's arguments begin
     */
    static @Nullable SmiOptions parseSimple(String[] arguments, int from) {
        SmiOptions options = USUAL;
        Integer width = null;
        boolean isAscii = false;
        boolean hasDetails = false;
        boolean isSharedOnly = false;
        List<Integer> devices = new ArrayList<>();
        List<Integer> pids = new ArrayList<>();
        Path socket = null;
        Path root = null;
        for (int at = from; at < arguments.length; at++) {
            String value = at + 1 < arguments.length ? arguments[at + 1] : "";
            switch (arguments[at]) {
                case "--json" -> options = options.withOutput(Output.DOCUMENT);
                case "--ascii" -> isAscii = true;
                case "-d", "--details" -> hasDetails = true;
                case "--shm-only", "--memory-only" -> isSharedOnly = true;
                case "-i", "--device" -> {
                    if (!addNumbers(value, 0, devices)) {
                        return null;
                    }
                    at++;
                }
                case "-p", "--pid" -> {
                    if (!addNumbers(value, 1, pids)) {
                        return null;
                    }
                    at++;
                }
                case "--width" -> {
                    width = width(value);
                    if (width == null) {
                        return null;
                    }
                    at++;
                }
                case "--socket" -> {
                    if (value.isEmpty() || value.startsWith("-")) {
                        return null;
                    }
                    socket = Path.of(value);
                    at++;
                }
                case "--host-root" -> {
                    if (value.isEmpty() || value.startsWith("-")) {
                        return null;
                    }
                    root = Path.of(value);
                    at++;
                }
                default -> {
                    return null;
                }
            }
        }
        HostPlaces places =
                root == null
                        ? HostPlaces.USUAL
                        : new HostPlaces(root, null, null, null, null, List.of());
        return options.withLook(isAscii, width)
                .withSource(socket, places)
                .withContents(
                        hasDetails, isSharedOnly, new Selection(devices, pids, List.of(), null));
    }

    /** Adds numbers that commas part; returns whether they are all right. */
    private static boolean addNumbers(String text, int least, List<Integer> numbers) {
        int from = 0;
        while (from <= text.length()) {
            int comma = text.indexOf(',', from);
            int end = comma < 0 ? text.length() : comma;
            Integer number = number(text.substring(from, end));
            if (number == null || number < least) {
                return false;
            }
            numbers.add(number);
            from = end + 1;
        }
        return true;
    }

    private static @Nullable Integer number(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Integer width(String text) {
        Integer width = number(text);
        return width != null && isWidth(width) ? width : null;
    }

    /** Returns what a screen shall show, with the users that are wanted. */
    SmiContents contents(Selection wanted) {
        return new SmiContents(wanted, hasDetails, isSharedOnly);
    }

    /** Returns whether a screen can be this wide. */
    static boolean isWidth(int width) {
        return width >= View.MIN_WIDTH && width <= View.MAX_WIDTH;
    }
}
