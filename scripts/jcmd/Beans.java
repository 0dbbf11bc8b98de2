import com.sun.tools.attach.VirtualMachine;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.Attribute;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Reads the daemon's MBeans by its pid, and changes a threshold; needs nothing but a JDK. Run as
 * the daemon's user or as root:
 *
 * <pre>
 * java Beans.java memory PID
 * java Beans.java threshold PID DEVICE MEMORY SIZE
 * </pre>
 */
public final class Beans {
    private static final String ROW = "%6s  %-13s  %12s  %12s  %12s  %7s  %s%n";
    private static final Map<String, Integer> SHIFTS =
            Map.of("", 0, "k", 10, "K", 10, "M", 20, "G", 30);

    private Beans() {}

    public static void main(String[] args) {
        List<String> words = Arrays.asList(args);
        boolean isMemory = words.size() == 2 && words.get(0).equals("memory");
        boolean isThreshold = words.size() == 5 && words.get(0).equals("threshold");
        if (!isMemory && !isThreshold) {
            System.err.println("usage: java Beans.java memory PID");
            System.err.println("       java Beans.java threshold PID DEVICE MEMORY SIZE");
            System.exit(2);
        }
        try (JMXConnector connector = attach(words.get(1))) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            if (isMemory) {
                memory(server);
            } else {
                threshold(server, words.get(2), words.get(3), words.get(4));
            }
        } catch (IllegalArgumentException e) {
            System.err.println("threshold: " + e.getMessage());
            System.exit(2);
        } catch (Exception e) {
            System.err.println("cannot ask process " + words.get(1) + ": " + e.getMessage());
            System.err.println("  is it a daemon, and are you its user or root? jcmd -l lists them");
            System.exit(1);
        }
    }

    private static JMXConnector attach(String pid) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(pid);
        try {
            return JMXConnectorFactory.connect(
                    new JMXServiceURL(machine.startLocalManagementAgent()));
        } finally {
            machine.detach();
        }
    }

    private static void memory(MBeanServerConnection server) throws Exception {
        CompositeData[] rows =
                (CompositeData[])
                        server.invoke(
                                new ObjectName("tenstorrent:type=Server"),
                                "listMemory",
                                new Object[0],
                                new String[0]);
        System.out.printf(ROW, "device", "memory", "used", "peak", "capacity", "buffers", "source");
        for (CompositeData row : rows) {
            System.out.printf(
                    ROW,
                    row.get("device"),
                    row.get("memory"),
                    size(row.get("used")),
                    size(row.get("peak")),
                    size(row.get("capacity")),
                    row.get("buffers") == null ? "N/A" : row.get("buffers"),
                    row.get("source"));
        }
    }

    private static String size(Object bytes) {
        if (bytes == null) {
            return "N/A";
        }
        double left = ((Number) bytes).doubleValue();
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        int at = 0;
        while (left >= 1024 && at < units.length - 1) {
            left /= 1024;
            at++;
        }
        return String.format(Locale.ROOT, at == 0 ? "%.0f %s" : "%.1f %s", left, units[at]);
    }

    private static void threshold(
            MBeanServerConnection server, String device, String memory, String size)
            throws Exception {
        Matcher matcher = Pattern.compile("(\\d{1,12})([kKMG]?)(?:iB|B)?").matcher(size);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + size + "' is no size; bytes, or with k, M or G, as 10G");
        }
        if (!device.matches("\\d{1,4}") || !memory.matches("\\w+")) {
            throw new IllegalArgumentException(
                    "takes an ordinal and a memory type, as 0 DRAM, but got " + device + " " + memory);
        }
        long bytes = Long.parseLong(matcher.group(1)) << SHIFTS.get(matcher.group(2));
        ObjectName bean =
                new ObjectName(
                        "tenstorrent:type=DeviceMemory,device="
                                + device
                                + ",memory="
                                + memory.toUpperCase(Locale.ROOT));
        try {
            Object before = server.getAttribute(bean, "UsageThreshold");
            server.setAttribute(bean, new Attribute("UsageThreshold", bytes));
            System.out.printf(
                    "device %s %s: threshold %s, was %s; in use %s%n",
                    device,
                    memory.toUpperCase(Locale.ROOT),
                    size(server.getAttribute(bean, "UsageThreshold")),
                    size(before),
                    size(server.getAttribute(bean, "Used")));
        } catch (InstanceNotFoundException e) {
            throw new IllegalArgumentException(
                    "there is no " + memory + " of a device " + device + " here");
        }
    }
}
