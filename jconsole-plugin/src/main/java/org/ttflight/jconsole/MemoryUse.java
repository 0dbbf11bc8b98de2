package org.ttflight.jconsole;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/**
 * What is held of one memory type on one device.
 *
 * @param device the device's ordinal
 * @param memory the memory type
 * @param used bytes held now; null if unknown
 * @param peak the most bytes held at one time; null if unknown
 * @param capacity bytes there are; null if unknown
 */
record MemoryUse(
        int device,
        String memory,
        @Nullable Long used,
        @Nullable Long peak,
        @Nullable Long capacity) {
    static final ObjectName SERVER = serverName();

    private static ObjectName serverName() {
        try {
            return ObjectName.getInstance("tenstorrent:type=Server");
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads all devices in one call.
     *
     * @return by device and memory type; empty if the program at the other end is not the daemon
     * @throws IOException if the connection is broken
     * @throws JMException if the daemon is there and does not understand
     */
    static List<MemoryUse> read(MBeanServerConnection connection) throws IOException, JMException {
        Object answer;
        try {
            answer = connection.invoke(SERVER, "listMemory", new Object[0], new String[0]);
        } catch (InstanceNotFoundException e) {
            return List.of();
        }
        List<MemoryUse> rows = new ArrayList<>();
        if (answer instanceof CompositeData[] composites) {
            for (CompositeData row : composites) {
                rows.add(
                        new MemoryUse(
                                (Integer) row.get("device"),
                                (String) row.get("memory"),
                                (Long) row.get("used"),
                                (Long) row.get("peak"),
                                (Long) row.get("capacity")));
            }
        }
        return rows;
    }
}
