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
import javax.management.ReflectionException;
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
                holdings());
    }

    /** An older daemon does not list them; then all that it tells of a process is its totals. */
    private List<HoldingReading> holdings() throws IOException, JMException {
        try {
            return list("listHoldings", HoldingReading::of);
        } catch (ReflectionException e) {
            if (e.getCause() instanceof NoSuchMethodException) {
                return List.of();
            }
            throw e;
        }
    }

    /**
     * Reads what the daemon remembers of a device, oldest first; nothing from a daemon that is too
     * old to tell.
     *
     * @param windowSeconds how long ago it begins
     * @param steps into how many steps at most it is cut
     * @throws IOException if the connection is broken
     * @throws JMException if the daemon is there and does not understand
     */
    List<PastReading> history(int device, int windowSeconds, int steps)
            throws IOException, JMException {
        try {
            return list(
                    "listHistory",
                    PastReading::of,
                    new Object[] {device, windowSeconds, steps},
                    new String[] {"int", "int", "int"});
        } catch (ReflectionException e) {
            if (e.getCause() instanceof NoSuchMethodException) {
                return List.of();
            }
            throw e;
        }
    }

    private <T> List<T> list(String operation, Function<Row, T> reading)
            throws IOException, JMException {
        return list(operation, reading, new Object[0], new String[0]);
    }

    private <T> List<T> list(
            String operation, Function<Row, T> reading, Object[] arguments, String[] signature)
            throws IOException, JMException {
        Object answer = connection.invoke(SERVER, operation, arguments, signature);
        List<T> rows = new ArrayList<>();
        if (answer instanceof CompositeData[] composites) {
            for (CompositeData data : composites) {
                rows.add(reading.apply(new Row(data)));
            }
        }
        return rows;
    }
}
