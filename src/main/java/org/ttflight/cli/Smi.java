package org.ttflight.cli;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ttflight.screen.SmiScreen;
import org.ttflight.screen.View;
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
        document = options.selection().of(document);
        if (options.output() == SmiOptions.Output.DOCUMENT) {
            surroundings.out().print(snapshots.json(document));
        } else {
            View view = surroundings.view(options.width(), options.isAscii());
            surroundings.out().print(SmiScreen.render(document, view));
        }
        return surroundings.out().checkError() ? ExitCodes.ERROR : ExitCodes.OK;
    }
}
