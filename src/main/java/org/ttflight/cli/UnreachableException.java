package org.ttflight.cli;

import java.io.IOException;

/** Nobody listens on the daemon's socket, or whoever does keeps silent. */
final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1;

    UnreachableException(String message, IOException cause) {
        super(message, cause);
    }
}
