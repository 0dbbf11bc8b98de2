package org.ttflight.screen;

import java.util.List;

/** What a screen without a daemon cannot show. */
final class LocalNotes {
    static final List<String> LINES =
            List.of(
                    "Without a daemon nobody knows: single buffers; peaks and history; what"
                            + " programs report only on the socket; rates of PCIe and CPU; whether"
                            + " a heartbeat has stalled.",
                    "Start one:  tt-flight serve (with the same --host-root, if one was given)");

    private LocalNotes() {}
}
