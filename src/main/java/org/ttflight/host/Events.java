package org.ttflight.host;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/** Tells a listener; one that fails is logged once and does not matter. For one thread. */
final class Events {
    private static final Logger LOG = System.getLogger(Events.class.getName());

    private final HostListener listener;
    private boolean hasFailed;

    Events(HostListener listener) {
        this.listener = listener;
    }

    void tell(Consumer<HostListener> call) {
        try {
            call.accept(listener);
        } catch (RuntimeException e) {
            if (!hasFailed) {
                hasFailed = true;
                LOG.log(Level.ERROR, "A bug in a listener; watching goes on. Told once.", e);
            }
        }
    }
}
