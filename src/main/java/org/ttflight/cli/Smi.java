package org.ttflight.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.ttflight.snapshot.SnapshotDocument;
import org.ttflight.snapshot.SnapshotJson;

/** Asks once, prints one screen. Loads no command line library. */
final class Smi {
    private final Surroundings surroundings;
    private final Duration timeout;

    Smi(Surroundings surroundings, Duration timeout) {
        this.surroundings = surroundings;
        this.timeout = timeout;
    }

    /** Returns the exit code. */
    int run(SmiOptions options) {
        Path socket = options.socket() == null ? surroundings.socket() : options.socket();
        String answer;
        SnapshotDocument document;
        try {
            answer = new DaemonClient(socket, timeout).ask("snapshot");
            document = SnapshotJson.read(answer);
        } catch (IOException e) {
            return Failure.report(surroundings, e);
        }
        if (options.isJson()) {
            surroundings.out().print(answer);
        } else {
            View view = View.of(surroundings, options.width(), options.isAscii());
            surroundings.out().print(SmiScreen.render(document, view));
        }
        return surroundings.out().checkError() ? ExitCodes.ERROR : ExitCodes.OK;
    }
}
