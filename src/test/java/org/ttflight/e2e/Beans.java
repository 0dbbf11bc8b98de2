package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;
import org.ttflight.e2e.Account.Held;
import org.ttflight.e2e.Account.Place;

/** The daemon's management beans, as JConsole sees them: by attaching to its pid. */
final class Beans implements AutoCloseable {
    private final JMXConnector connector;
    private final MBeanServerConnection server;

    private Beans(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
    }

    @SuppressWarnings("BanJNDI") // the address is our own daemon's
    static Beans attach(long pid) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
        try {
            String url = machine.startLocalManagementAgent();
            return new Beans(JMXConnectorFactory.connect(new JMXServiceURL(url)));
        } finally {
            machine.detach();
        }
    }

    /**
     * Waits until the beans of all devices and processes agree, and those of the gone are gone:
     * beans show what was known a little while ago.
     */
    void checkSoon(Account account) throws Exception {
        Await.passes(Await.LONG, () -> check(account));
    }

    /** Checks the beans of all devices and processes; those of the gone must be gone. */
    void check(Account account) throws Exception {
        try {
            assertEquals(account.byDevice(), devices());
            assertEquals(account.byProcess(), processes());
        } catch (InstanceNotFoundException e) {
            throw new AssertionError("a bean left while it was read", e);
        }
    }

    private SortedMap<Place, Held> devices() throws Exception {
        SortedMap<Place, Held> sums = new TreeMap<>();
        ObjectName all = new ObjectName("tenstorrent:type=DeviceMemory,*");
        for (ObjectName name : server.queryNames(all, null)) {
            String[] attributes = {"Used", "Buffers"};
            AttributeList values = server.getAttributes(name, attributes);
            Place place =
                    new Place(
                            0,
                            Integer.parseInt(name.getKeyProperty("device")),
                            name.getKeyProperty("memory"));
            put(
                    sums,
                    place,
                    (Long) values.asList().get(0).getValue(),
                    (Long) values.asList().get(1).getValue());
        }
        return sums;
    }

    private SortedMap<Place, Held> processes() throws Exception {
        return processes(new ObjectName("tenstorrent:type=Process,*"));
    }

    /** Returns what one process holds. */
    SortedMap<Place, Held> processes(long pid) throws Exception {
        return processes(new ObjectName("tenstorrent:type=Process,pid=" + pid + ",*"));
    }

    private SortedMap<Place, Held> processes(ObjectName all) throws Exception {
        SortedMap<Place, Held> sums = new TreeMap<>();
        for (ObjectName name : server.queryNames(all, null)) {
            long pid = Long.parseLong(name.getKeyProperty("pid"));
            TabularData memory = (TabularData) server.getAttribute(name, "Memory");
            for (Object row : memory.values()) {
                CompositeData usage = (CompositeData) ((CompositeData) row).get("value");
                Place place =
                        new Place(pid, (Integer) usage.get("device"), (String) usage.get("memory"));
                put(sums, place, (Long) usage.get("used"), (Long) usage.get("buffers"));
            }
        }
        return sums;
    }

    private static void put(Map<Place, Held> sums, Place place, long used, long buffers) {
        if (used != 0 || buffers != 0) {
            sums.put(place, new Held(used, buffers));
        }
    }

    /** Returns whether there is a bean of this process. */
    boolean hasProcess(long pid) throws Exception {
        return !server.queryNames(
                        new ObjectName("tenstorrent:type=Process,pid=" + pid + ",*"), null)
                .isEmpty();
    }

    /** Returns a count of the Server bean. */
    long count(String attribute) throws Exception {
        return (Long) server.getAttribute(new ObjectName("tenstorrent:type=Server"), attribute);
    }

    /** Returns an attribute of the Server bean. */
    Object server(String attribute) throws Exception {
        return server.getAttribute(new ObjectName("tenstorrent:type=Server"), attribute);
    }

    /** Returns how many beans have such a name. */
    int names(String pattern) throws Exception {
        return server.queryNames(new ObjectName(pattern), null).size();
    }

    /** Returns an attribute; an AssertionError says that there is no such bean. */
    @Nullable Object get(String bean, String attribute) throws Exception {
        try {
            return server.getAttribute(new ObjectName(bean), attribute);
        } catch (InstanceNotFoundException e) {
            throw new AssertionError("no " + bean, e);
        }
    }

    /** Sets an attribute. */
    void set(String bean, String attribute, Object value) throws Exception {
        server.setAttribute(new ObjectName(bean), new Attribute(attribute, value));
    }

    /** Returns an attribute that is a number. */
    long number(String bean, String attribute) throws Exception {
        return ((Number) server.getAttribute(new ObjectName(bean), attribute)).longValue();
    }

    /** Returns how often the daemon has turned something away for this reason. */
    long rejections(String reason) throws Exception {
        ObjectName name = new ObjectName("tenstorrent:type=Server");
        TabularData rejections = (TabularData) server.getAttribute(name, "Rejections");
        return (Long) rejections.get(new Object[] {reason}).get("value");
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
