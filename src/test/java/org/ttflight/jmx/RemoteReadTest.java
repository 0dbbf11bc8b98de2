package org.ttflight.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ttflight.host.HostDevice;
import org.ttflight.ledger.MemoryType;

/** Reads everything of a busy host over a real connector on the loopback interface. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RemoteReadTest {
    private static final int DEVICES = 32;
    private static final int PROCESSES = 1000;

    private final Fixture fixture = new Fixture();
    private JMXConnectorServer connectorServer;
    private JMXConnector connector;

    @BeforeAll
    static void stayOnLoopback() {
        System.setProperty("java.rmi.server.hostname", "127.0.0.1");
    }

    @BeforeEach
    @SuppressWarnings("BanJNDI") // our own address, without JNDI in it
    void connect() throws IOException {
        List<HostDevice> devices = new ArrayList<>();
        for (int device = 0; device < DEVICES; device++) {
            devices.add(Fixture.n150(device));
        }
        fixture.catalog.replace(devices);
        for (int pid = 1; pid <= PROCESSES; pid++) {
            fixture.allocate(pid, pid % DEVICES, MemoryType.DRAM, pid, 1000L * pid);
        }
        fixture.sync();
        connectorServer =
                JMXConnectorServerFactory.newJMXConnectorServer(
                        new JMXServiceURL("service:jmx:rmi://127.0.0.1"), null, fixture.server);
        connectorServer.start();
        connector = JMXConnectorFactory.connect(connectorServer.getAddress());
    }

    @AfterEach
    void disconnect() throws IOException {
        connector.close();
        connectorServer.stop();
        fixture.close();
    }

    @Test
    void shouldReadEveryAttributeOfEveryBean() throws IOException, JMException {
        MBeanServerConnection connection = connector.getMBeanServerConnection();
        Set<ObjectName> names = connection.queryNames(Names.all(), null);
        assertEquals(1 + DEVICES * 8 + PROCESSES, names.size());
        long dram = 0;
        for (ObjectName name : names) {
            String[] attributes =
                    Arrays.stream(connection.getMBeanInfo(name).getAttributes())
                            .map(MBeanAttributeInfo::getName)
                            .toArray(String[]::new);
            AttributeList values = connection.getAttributes(name, attributes);
            assertEquals(attributes.length, values.size(), name.toString());
            for (Attribute value : values.asList()) {
                if (value.getValue() != null) {
                    Class<?> type = value.getValue().getClass();
                    assertTrue(isOpen(type), () -> name + " " + value.getName() + ": " + type);
                }
            }
            if (name.toString().endsWith("memory=DRAM")) {
                dram += (Long) connection.getAttribute(name, "Used");
            }
        }
        assertEquals(1000L * PROCESSES * (PROCESSES + 1) / 2, dram);
    }

    @Test
    void shouldReadAScreenfulInOneCall() throws IOException, JMException {
        MBeanServerConnection connection = connector.getMBeanServerConnection();
        CompositeData[] memory =
                (CompositeData[])
                        connection.invoke(Names.SERVER, "listMemory", new Object[0], new String[0]);
        CompositeData[] processes =
                (CompositeData[])
                        connection.invoke(
                                Names.SERVER, "listProcesses", new Object[0], new String[0]);
        CompositeData[] devices =
                (CompositeData[])
                        connection.invoke(
                                Names.SERVER, "listDevices", new Object[0], new String[0]);
        CompositeData[] holdings =
                (CompositeData[])
                        connection.invoke(
                                Names.SERVER, "listHoldings", new Object[0], new String[0]);
        assertEquals(DEVICES, devices.length);
        assertEquals(DEVICES * MemoryType.COUNT, memory.length);
        assertEquals(PROCESSES, processes.length);
        assertEquals(PROCESSES, holdings.length);
    }

    private static boolean isOpen(Class<?> type) {
        return type == int[].class
                || (type.isArray() && isOpen(type.getComponentType()))
                || type.getName().startsWith("java.lang.")
                || type.getName().startsWith("javax.management.openmbean.");
    }
}
