package org.ttflight.jconsole;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** The beans of a daemon at the other end of a connection. Waits; not for the Swing thread. */
record DaemonBeans(MBeanServerConnection connection) {
    static final ObjectName SERVER = serverName();

    private static ObjectName serverName() {
        try {
            return ObjectName.getInstance("tenstorrent:type=Server");
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns whether this is the daemon at all.
     *
     * @throws IOException if the connection is broken
     */
    boolean isDaemon() throws IOException {
        return connection.isRegistered(SERVER);
    }

    /**
     * Reads everything that the views show, in a few calls.
     *
     * @throws IOException if the connection is broken
     * @throws JMException if the daemon is there and does not understand
     */
    Readout read() throws IOException, JMException {
        return new Readout(
                Instant.now(),
                list("listDevices", DeviceReading::of),
                list("listMemory", MemoryUse::of),
                list("listProcesses", ProcessReading::of),
                List.of());
    }

    private <T> List<T> list(String operation, Function<Row, T> reading)
            throws IOException, JMException {
        Object answer = connection.invoke(SERVER, operation, new Object[0], new String[0]);
        List<T> rows = new ArrayList<>();
        if (answer instanceof CompositeData[] composites) {
            for (CompositeData data : composites) {
                rows.add(reading.apply(new Row(data)));
            }
        }
        return rows;
    }
}
