package org.ttflight.daemon;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;
import javax.management.remote.JMXPrincipal;
import javax.management.remote.MBeanServerForwarder;
import javax.security.auth.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ttflight.daemon.RemoteRoles.Right;

class RemoteAccessTest {
    private static final String RECORDER = "jdk.management.jfr:type=FlightRecorder";

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final MBeanServerForwarder network =
            RemoteAccess.forwarder(Map.of("monitor", Right.READONLY, "control", Right.READWRITE));
    @TempDir private Path directory;

    RemoteAccessTest() {
        network.setMBeanServer(beans);
    }

    @SuppressWarnings("removal") // what takes its place came with JDK 18
    private <T> T as(String role, PrivilegedExceptionAction<T> action) throws Exception {
        Subject subject = new Subject(true, Set.of(new JMXPrincipal(role)), Set.of(), Set.of());
        try {
            return Subject.doAs(subject, action);
        } catch (PrivilegedActionException e) {
            throw e.getException();
        }
    }

    /** A client may choose the index of its table; the JVM reads the rows all the same. */
    @ParameterizedTest
    @CsvSource({
        "destination, key",
        "destination, value",
        "destination, key value",
        "dumpOnExit, key"
    })
    void noRoleHasARecordingWrittenToAFile(String option, String index) throws Exception {
        String value = option.equals("dumpOnExit") ? "true" : directory.resolve("x.jfr").toString();
        CompositeType row =
                new CompositeType(
                        "row",
                        "row",
                        new String[] {"key", "value"},
                        new String[] {"key", "value"},
                        new OpenType<?>[] {SimpleType.STRING, SimpleType.STRING});
        TabularDataSupport options =
                new TabularDataSupport(new TabularType("map", "map", row, index.split(" ")));
        options.put(new CompositeDataSupport(row, Map.of("key", option, "value", value)));
        ObjectName recorder = new ObjectName(RECORDER);
        Object id = as("control", () -> network.invoke(recorder, "newRecording", null, null));
        Object[] arguments = {id, options};
        String[] signature = {"long", "javax.management.openmbean.TabularData"};
        try {
            assertThrows(
                    SecurityException.class,
                    () ->
                            as(
                                    "control",
                                    () ->
                                            network.invoke(
                                                    recorder,
                                                    "setRecordingOptions",
                                                    arguments,
                                                    signature)));
        } finally {
            var unused =
                    beans.invoke(
                            recorder, "closeRecording", new Object[] {id}, new String[] {"long"});
        }
    }

    @Test
    void aRoleThatWasNotCheckedReadsNothing() throws Exception {
        ObjectName runtime = new ObjectName("java.lang:type=Runtime");

        assertNotNull(as("monitor", () -> network.getAttribute(runtime, "VmName")));
        SecurityException refusal =
                assertThrows(
                        SecurityException.class,
                        () -> as("added", () -> network.getAttribute(runtime, "VmName")));
        assertTrue(
                String.valueOf(refusal.getMessage()).contains("was not there when"),
                refusal::getMessage);
    }
}
