package org.ttflight.jconsole;

import javax.management.MBeanServerConnection;

/**
 * What a {@link View} implements that asks the daemon's beans itself, or listens to them, beside
 * what all views are shown.
 */
interface Subscriber {
    /**
     * Tells over which connection the daemon answers, away from the Swing thread and again after
     * each readout: it may be another one than before. Does not wait.
     */
    void connected(MBeanServerConnection connection);

    /** Tells that the connection is broken, or given up for good. Any thread. Does not wait. */
    void disconnected();
}
