package org.ttflight.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.screen.SmiScreen;
import org.ttflight.screen.View;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.Selection;
import org.ttflight.snapshot.ServerState;
import org.ttflight.snapshot.SharedOnly;
import org.ttflight.snapshot.SnapshotDocument;

/** Asks once, prints one screen. Loads no command line library. */
final class Smi {
    private final Surroundings surroundings;
    private final Duration timeout;
    private final @Nullable LocalSource local;

    Smi(Surroundings surroundings, Duration timeout) {
        this(surroundings, timeout, null);
    }

    /**
     * @param local reads where no daemon answers; null for what the options say
     */
    Smi(Surroundings surroundings, Duration timeout, @Nullable LocalSource local) {
        this.surroundings = surroundings;
        this.timeout = timeout;
        this.local = local;
    }

    /** Returns the exit code. */
    int run(SmiOptions options) {
        Snapshots snapshots =
                new Snapshots(surroundings, options.socket(), timeout, options.places(), local);
        SnapshotDocument document;
        try {
            document = snapshots.get();
        } catch (IOException e) {
            return Failure.report(surroundings, e);
        }
        Selection selection = options.selection();
        if (!selection.users().isEmpty()) {
            selection = UserNumbers.named(selection, document);
        }
        List<Integer> missing = selection.missingDevices(document);
        if (!missing.isEmpty()) {
            surroundings.complain(noDevice(missing, document));
            return ExitCodes.ERROR;
        }
        if (options.output() == SmiOptions.Output.DOCUMENT) {
            SnapshotDocument told = options.isSharedOnly() ? SharedOnly.of(document) : document;
            surroundings.out().print(snapshots.json(selection.of(told)));
        } else {
            View view = view(options, document);
            String screen = SmiScreen.render(document, options.contents(selection), view);
            surroundings.out().print(screen);
        }
        return surroundings.out().checkError() ? ExitCodes.ERROR : ExitCodes.OK;
    }

    /** What the screen dates happened since the daemon started. */
    private View view(SmiOptions options, SnapshotDocument document) {
        ServerState server = document.server();
        Instant from = server == null ? document.time() : server.startTime();
        return surroundings.view(options.width(), options.isAscii(), from, document.time());
    }

    /** Returns a complaint that tells which devices there are. */
    static String noDevice(List<Integer> missing, SnapshotDocument document) {
        StringBuilder text = new StringBuilder("there is no device ");
        for (int at = 0; at < missing.size(); at++) {
            text.append(at == 0 ? "" : ", ").append(missing.get(at));
        }
        if (document.devices().isEmpty()) {
            return text + ", nor any other";
        }
        text.append("; there are: ");
        String separator = "";
        for (DeviceState device : document.devices()) {
            text.append(separator).append(device.device());
            separator = ", ";
        }
        return text.toString();
    }
}
