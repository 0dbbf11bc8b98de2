package org.ttflight.recording;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where a daemon keeps what outlives it.
 *
 * <pre>
 * lock          held by the daemon that uses the directory
 * repository/   the recording as it is written, one directory for each run, and links to its files
 * recovered/    what earlier runs have recorded, mended, as a .jfr file each
 * incidents/    a .jfr and a .txt file for each incident
 * </pre>
 *
 * @param root the directory; absolute
 */
public record StateDirectory(Path root) {
    /** Overrides the place, as systemd's StateDirectory= does it. */
    public static final String VARIABLE = "STATE_DIRECTORY";

    /** The socket of which the place does not tell. */
    private static final String USUAL_SOCKET = "/tmp/tt_allocation_server.sock";

    /** Takes the directory as absolute. */
    public StateDirectory {
        root = root.toAbsolutePath();
    }

    /**
     * Returns where a daemon on this socket keeps its state if nobody says otherwise: under {@code
     * $STATE_DIRECTORY}; else, for root, in {@code /var/lib/tt-flight}; else in {@code
     * $XDG_STATE_HOME/tt-flight} or {@code ~/.local/state/tt-flight}. A socket other than the usual
     * one has a directory of its own in there, so that two daemons do not meet.
     *
     * @param userName the name of the user, as {@code user.name} has it
     * @param home the user's home directory
     */
    public static StateDirectory of(
            Map<String, String> environment, String userName, Path home, Path socket) {
        Path base = base(environment, userName, home);
        String name = socket.toAbsolutePath().toString();
        return new StateDirectory(
                name.equals(USUAL_SOCKET) ? base : base.resolve("at" + name.replace('/', '-')));
    }

    private static Path base(Map<String, String> environment, String userName, Path home) {
        String told = environment.getOrDefault(VARIABLE, "").split(":", 2)[0];
        if (told.startsWith("/")) {
            return Path.of(told);
        }
        if (userName.equals("root")) {
            return Path.of("/var/lib/tt-flight");
        }
        String xdg = environment.getOrDefault("XDG_STATE_HOME", "");
        Path state = xdg.startsWith("/") ? Path.of(xdg) : home.resolve(".local/state");
        return state.resolve("tt-flight");
    }

    /** Returns where the recording is while it is written. */
    public Path repository() {
        return root.resolve("repository");
    }

    /** Returns where the recordings of earlier runs are kept. */
    public Path recovered() {
        return root.resolve("recovered");
    }

    /** Returns the directories in here, in the order of the list above. */
    List<Path> directories() {
        return List.of(repository(), recovered(), incidents());
    }

    /** Returns where incidents are kept. */
    public Path incidents() {
        return root.resolve("incidents");
    }
}
