package org.ttflight.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks of {@code smi}.
 *
 * @param width null for the width there is
 * @param socket null for the usual one
 * @param places where the host's own files are
 */
record SmiOptions(
        boolean isJson,
        boolean isAscii,
        @Nullable Integer width,
        @Nullable Path socket,
        HostPlaces places) {

    /** Asks for a screen of this host. */
    SmiOptions(boolean isJson, boolean isAscii, @Nullable Integer width, @Nullable Path socket) {
        this(isJson, isAscii, width, socket, HostPlaces.USUAL);
    }

    /**
     * Returns what these arguments ask, or null if that takes the command line library: for help,
     * for whatever is not known here, and for a good error message.
     *
     * @param from where the command's arguments begin
     */
    static @Nullable SmiOptions parseSimple(String[] arguments, int from) {
        boolean isJson = false;
        boolean isAscii = false;
        Integer width = null;
        Path socket = null;
        Path root = null;
        for (int at = from; at < arguments.length; at++) {
            String value = at + 1 < arguments.length ? arguments[at + 1] : "";
            switch (arguments[at]) {
                case "--json" -> isJson = true;
                case "--ascii" -> isAscii = true;
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
        return new SmiOptions(isJson, isAscii, width, socket, places);
    }

    private static @Nullable Integer width(String text) {
        try {
            int width = Integer.parseInt(text);
            return isWidth(width) ? Integer.valueOf(width) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Returns whether a screen can be this wide. */
    static boolean isWidth(int width) {
        return width >= View.MIN_WIDTH && width <= View.MAX_WIDTH;
    }
}
