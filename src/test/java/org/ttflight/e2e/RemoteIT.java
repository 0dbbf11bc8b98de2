package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.AccessException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import javax.net.ssl.SSLContext;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/** JMX over the network: who gets in, what they may do then, and that there is none by default. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RemoteIT extends EndToEnd {
    private static final String LISTENS = "0A";
    private static final String[] NO_TYPES = {};
    private static final Object[] NO_VALUES = {};

    private int port;

    @Test
    void shouldListenOnNoPortByDefault() throws Exception {
        DaemonProcess daemon = daemon("--simulate", "n150");
        assertEquals(new TreeSet<>(), listening(daemon.pid()));
    }

    /** Returns the local addresses on which a process listens, in the kernel's hexadecimal. */
    private static Set<String> listening(long pid) throws IOException {
        Set<String> inodes = new TreeSet<>();
        try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            for (Path file : open.toList()) {
                try {
                    inodes.add(Files.readSymbolicLink(file).toString());
                } catch (IOException e) {
                    inodes.remove(file.toString()); // closed meanwhile
                }
            }
        }
        TreeSet<String> addresses = new TreeSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table))) {
                String[] words = line.strip().split("\\s+", -1);
                if (words[3].equals(LISTENS) && inodes.contains("socket:[" + words[9] + "]")) {
                    addresses.add(words[1]);
                }
            }
        }
        return addresses;
    }

    /** One daemon for all of this, as each takes a second to start and a key another. */
    @Test
    void shouldLetInWhoMayComeIn() throws Exception {
        RemoteSetup setup = RemoteSetup.make(directory);
        port = setup.port();
        List<String> options = new ArrayList<>(setup.options("" + port));
        options.addAll(List.of("--simulate", "n150"));
        DaemonProcess daemon = daemon(options.toArray(String[]::new));
        Await.passes(
                Await.LONG,
                () ->
                        assertTrue(
                                daemon.err()
                                        .contains(
                                                "JMX listens on 127.0.0.1:"
                                                        + port
                                                        + ", with TLS and password;"),
                                daemon.err()));
        assertEquals(1, daemon.err().lines().count(), daemon.err());
        List<String> all = List.copyOf(listening(daemon.pid()));
        assertEquals(1, all.size(), all.toString());
        assertTrue(all.get(0).endsWith("0100007F:" + "%04X".formatted(port)), all.toString());

        SSLContext usual = SSLContext.getDefault();
        SSLContext.setDefault(setup.trusting());
        try {
            checkStrangers(setup);
            checkReader(setup, daemon);
            checkController(setup);
            checkRegistry();
            String kept = Files.readString(setup.roles());
            assertFalse(kept.contains(setup.password("control")), kept);
            assertEquals(2, kept.lines().filter(line -> line.endsWith("SHA3-512")).count(), kept);
        } finally {
            SSLContext.setDefault(usual);
        }
        assertEquals(143, daemon.terminate(Duration.ofSeconds(10)));
        assertEquals(1, daemon.err().lines().count(), daemon.err());
    }

    @SuppressWarnings("BanJNDI") // the address is our own daemon's
    private JMXConnector connect(String... credentials) throws IOException {
        return JMXConnectorFactory.connect(
                new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi"),
                Map.of(
                        JMXConnector.CREDENTIALS,
                        credentials,
                        "com.sun.jndi.rmi.factory.socket",
                        new SslRMIClientSocketFactory()));
    }

    private void checkStrangers(RemoteSetup setup) throws Exception {
        for (String[] credentials :
                List.of(
                        new String[] {"monitor", setup.password("control")},
                        new String[] {"monitor", ""},
                        new String[] {"nobody", setup.password("monitor")},
                        new String[0])) {
            assertThrows(SecurityException.class, () -> connect(credentials).close());
        }
        Registry plain = LocateRegistry.getRegistry("127.0.0.1", port);
        assertThrows(RemoteException.class, plain::list);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("JRMI\0\2K".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readAllBytes();
            assertTrue(answer.length == 0 || answer[0] == 0x15, "an alert of TLS, or nothing");
        }
    }

    private static void denied(Executable call) {
        SecurityException refused = assertThrows(SecurityException.class, call);
        assertTrue(
                String.valueOf(refused.getMessage()).contains("docs/REMOTE.md"), refused::toString);
    }

    private void checkReader(RemoteSetup setup, DaemonProcess daemon) throws Exception {
        ObjectName bean = new ObjectName("tenstorrent:type=Server");
        ObjectName dram = new ObjectName("tenstorrent:type=DeviceMemory,device=0,memory=DRAM");
        try (JMXConnector connector = connect("monitor", setup.password("monitor"))) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            assertEquals(daemon.pid(), server.getAttribute(bean, "Pid"));
            CompositeData[] devices =
                    (CompositeData[]) server.invoke(bean, "listDevices", NO_VALUES, NO_TYPES);
            assertEquals(1, devices.length);
            server.invoke(dram, "listBuffers", new Object[] {5}, new String[] {"int"});
            server.addNotificationListener(bean, (notification, handback) -> {}, null, null);

            denied(() -> server.invoke(bean, "resetPeaks", NO_VALUES, NO_TYPES));
            denied(() -> dump(server, directory.resolve("m.jfr")));
            denied(() -> server.setAttribute(dram, new Attribute("UsageThreshold", 9L)));
            denied(
                    () ->
                            server.invoke(
                                    bean, "listDevices", new Object[] {1}, new String[] {"int"}));
            ObjectName memory = new ObjectName("java.lang:type=Memory");
            denied(() -> server.invoke(memory, "gc", NO_VALUES, NO_TYPES));
            assertEquals(0L, server.getAttribute(dram, "UsageThreshold"));
            assertFalse(Files.exists(directory.resolve("m.jfr")));
        }
    }

    private static Object dump(MBeanServerConnection server, Path file) throws Exception {
        return server.invoke(
                new ObjectName("tenstorrent:type=Server"),
                "dumpRecording",
                new Object[] {file.toString()},
                new String[] {"java.lang.String"});
    }

    private void checkController(RemoteSetup setup) throws Exception {
        ObjectName dram = new ObjectName("tenstorrent:type=DeviceMemory,device=0,memory=DRAM");
        Path out = directory.resolve("out.jfr");
        try (JMXConnector connector = connect("control", setup.password("control"))) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            server.setAttribute(dram, new Attribute("UsageThreshold", 9L));
            assertEquals(9L, server.getAttribute(dram, "UsageThreshold"));
            server.invoke(new ObjectName("java.lang:type=Memory"), "gc", NO_VALUES, NO_TYPES);
            dump(server, out);
            assertTrue(Files.size(out) > 0);
            byte[] roles = Files.readAllBytes(setup.roles());
            assertThrows(Exception.class, () -> dump(server, setup.roles()));
            assertEquals(
                    new String(roles, StandardCharsets.UTF_8), Files.readString(setup.roles()));

            Path heap = directory.resolve("heap.hprof");
            denied(
                    () ->
                            server.invoke(
                                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                    "jvmtiAgentLoad",
                                    new Object[] {new String[] {"x.so"}},
                                    new String[] {String[].class.getName()}));
            denied(
                    () ->
                            server.invoke(
                                    new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                                    "dumpHeap",
                                    new Object[] {heap.toString(), true},
                                    new String[] {"java.lang.String", "boolean"}));
            denied(
                    () ->
                            server.invoke(
                                    new ObjectName("jdk.management.jfr:type=FlightRecorder"),
                                    "copyTo",
                                    new Object[] {1L, heap.toString()},
                                    new String[] {"long", "java.lang.String"}));
            denied(() -> server.unregisterMBean(dram));
            denied(
                    () ->
                            server.createMBean(
                                    "javax.management.timer.Timer", new ObjectName("x:type=T")));
            assertFalse(Files.exists(heap));
        }
    }

    /** Or any user of this host could be told passwords in its place. */
    private void checkRegistry() throws Exception {
        Registry registry =
                LocateRegistry.getRegistry("127.0.0.1", port, new SslRMIClientSocketFactory());
        Remote ours = registry.lookup("jmxrmi");
        RemoteException refused =
                assertThrows(RemoteException.class, () -> registry.rebind("jmxrmi", ours));
        assertTrue(
                refused instanceof AccessException || refused.getCause() instanceof AccessException,
                refused::toString);
        assertThrows(RemoteException.class, () -> registry.unbind("jmxrmi"));
        assertEquals(List.of("jmxrmi"), List.of(registry.list()));
    }
}
