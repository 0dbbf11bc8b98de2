package org.ttflight.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.ObjectName;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ttflight.ledger.MemoryType;

class DescriptionsTest {
    private static final Set<String> NUMBERS =
            Set.of(
                    "int",
                    "long",
                    "double",
                    "[I",
                    "java.lang.Integer",
                    "java.lang.Long",
                    "java.lang.Double");

    private final Fixture fixture = new Fixture();

    /** One bean of each kind, and its heading in the document. */
    @SuppressWarnings("ImmutableEnumChecker") // an ObjectName is immutable
    enum Kind {
        SERVER(Names.SERVER, "tenstorrent:type=Server"),
        DEVICE(Names.device(3), "tenstorrent:type=Device,device=<n>"),
        MEMORY(
                Names.deviceMemory(3, MemoryType.DRAM),
                "tenstorrent:type=DeviceMemory,device=<n>,memory=<type>"),
        PROCESS(Names.process(Fixture.identity(10)), "tenstorrent:type=Process,pid=<p>");

        final ObjectName name;
        final String heading;

        Kind(ObjectName name, String heading) {
            this.name = name;
            this.heading = heading;
        }
    }

    @BeforeEach
    void register() {
        fixture.allocate(10, 3, MemoryType.DRAM, 0x10, 64);
        fixture.sync();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldDescribeEverything(Kind kind) throws JMException {
        MBeanInfo info = fixture.server.getMBeanInfo(kind.name);
        judge(kind.name(), info.getDescription());
        assertTrue(info.getAttributes().length > 10, "attributes");
        for (MBeanAttributeInfo attribute : info.getAttributes()) {
            judge(kind + " " + attribute.getName(), attribute.getDescription());
            if (NUMBERS.contains(attribute.getType())) {
                assertNotNull(units(attribute), kind + " " + attribute.getName() + " has no unit");
            }
        }
        for (MBeanOperationInfo operation : info.getOperations()) {
            judge(kind + " " + operation.getName(), operation.getDescription());
            assertNotEquals(MBeanOperationInfo.UNKNOWN, operation.getImpact());
            for (MBeanParameterInfo parameter : operation.getSignature()) {
                assertFalse(parameter.getName().matches("p\\d+"), operation.getName());
                assertNotEquals(parameter.getName(), parameter.getDescription());
                assertFalse(parameter.getDescription().endsWith("."));
            }
        }
        for (MBeanNotificationInfo notification : info.getNotifications()) {
            judge(kind + " notification", notification.getDescription());
        }
    }

    private static void judge(String what, String description) {
        assertTrue(description.matches("(?s)[A-Z].*[^.]"), what + ": '" + description + "'");
        assertTrue(description.contains(" ") || description.length() > 6, what);
        assertFalse(description.contains("exposed for management"), what);
    }

    private static Object units(MBeanAttributeInfo attribute) {
        return attribute.getDescriptor().getFieldValue("units");
    }

    @ParameterizedTest
    @EnumSource
    void shouldUseOpenTypesOnly(Kind kind) throws JMException {
        MBeanInfo info = fixture.server.getMBeanInfo(kind.name);
        for (MBeanAttributeInfo attribute : info.getAttributes()) {
            assertTrue(
                    attribute.getDescriptor().getFieldValue("openType") instanceof OpenType,
                    attribute.getName());
            assertFalse(attribute.getType().contains("ttflight"), attribute.getName());
        }
        for (MBeanOperationInfo operation : info.getOperations()) {
            assertFalse(operation.getReturnType().contains("ttflight"), operation.getName());
        }
    }

    @Test
    void shouldShareOneInfoAmongAThousandBeans() throws JMException {
        fixture.allocate(11, 3, MemoryType.DRAM, 0x10, 64);
        fixture.sync();
        assertSame(
                fixture.server.getMBeanInfo(Names.process(Fixture.identity(10))),
                fixture.server.getMBeanInfo(Names.process(Fixture.identity(11))));
    }

    @Test
    void shouldSayWhichOperationsChangeSomething() throws JMException {
        Map<String, Integer> impacts =
                Arrays.stream(fixture.server.getMBeanInfo(Names.SERVER).getOperations())
                        .collect(
                                Collectors.toMap(
                                        MBeanOperationInfo::getName,
                                        MBeanOperationInfo::getImpact));
        assertEquals(MBeanOperationInfo.ACTION, impacts.get("resetPeaks"));
        assertEquals(MBeanOperationInfo.ACTION_INFO, impacts.get("dumpRecording"));
        assertEquals(MBeanOperationInfo.INFO, impacts.get("listBuffers"));
    }

    @Test
    void shouldLetOnlyTheThresholdBeSet() throws JMException {
        List<String> writable = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (MBeanAttributeInfo each : fixture.server.getMBeanInfo(kind.name).getAttributes()) {
                if (each.isWritable()) {
                    writable.add(each.getName());
                }
            }
        }
        assertEquals(List.of("UsageThreshold"), writable);
    }

    @Test
    void shouldHaveNotificationsOnlyWhereSomeAreSent() throws JMException {
        assertEquals(11, fixture.server.getMBeanInfo(Names.SERVER).getNotifications().length);
        assertEquals(1, fixture.server.getMBeanInfo(Kind.MEMORY.name).getNotifications().length);
        String broadcaster = "javax.management.NotificationBroadcaster";
        assertFalse(fixture.server.isInstanceOf(Kind.PROCESS.name, broadcaster));
        assertFalse(fixture.server.isInstanceOf(Kind.DEVICE.name, broadcaster));
        assertNull(fixture.get(Kind.DEVICE.name, "CardType"));
    }

    /** The document holds a row for each, exactly as the beans describe themselves. */
    @ParameterizedTest
    @EnumSource
    void shouldBeInTheDocument(Kind kind) throws JMException, IOException {
        Path document = Path.of(System.getProperty("basedir", "."), "..", "docs", "JMX.md");
        String all = Files.readString(document);
        int start = all.indexOf("## `" + kind.heading + "`");
        assertTrue(start >= 0, "no section " + kind.heading);
        int end = all.indexOf("\n## ", start);
        String section = all.substring(start, end < 0 ? all.length() : end);
        List<String> missing =
                rows(fixture.server.getMBeanInfo(kind.name)).stream()
                        .filter(row -> !section.contains(row + "\n"))
                        .toList();
        assertTrue(missing.isEmpty(), () -> "missing:\n" + String.join("\n", missing));
        long tableRows = section.lines().filter(line -> line.startsWith("| `")).count();
        assertEquals(rows(fixture.server.getMBeanInfo(kind.name)).size(), tableRows, "stale rows");
    }

    private static List<String> rows(MBeanInfo info) {
        List<String> rows = new ArrayList<>();
        for (MBeanAttributeInfo attribute : info.getAttributes()) {
            Object units = units(attribute);
            rows.add(
                    "| `%s` | %s | %s | %s |"
                            .formatted(
                                    attribute.getName(),
                                    typeName(attribute),
                                    units == null ? "" : units,
                                    attribute.getDescription()));
        }
        for (MBeanOperationInfo operation : info.getOperations()) {
            String parameters =
                    Arrays.stream(operation.getSignature())
                            .map(MBeanParameterInfo::getName)
                            .collect(Collectors.joining(", "));
            rows.add(
                    "| `%s(%s)` | %s |"
                            .formatted(
                                    operation.getName(), parameters, operation.getDescription()));
        }
        for (MBeanNotificationInfo notification : info.getNotifications()) {
            for (String type : notification.getNotifTypes()) {
                rows.add("| `%s` | %s |".formatted(type, notification.getDescription()));
            }
        }
        return rows;
    }

    private static String typeName(MBeanAttributeInfo attribute) {
        String type = attribute.getType();
        if (type.endsWith("TabularData")) {
            return "table";
        }
        return switch (type) {
            case "[I" -> "int[]";
            case "[Ljava.lang.String;" -> "string[]";
            case "[Ljavax.management.openmbean.CompositeData;" -> "rows";
            case "java.lang.Integer" -> "int";
            default -> {
                String name = type.substring(type.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
                yield attribute.isWritable() ? name + ", settable" : name;
            }
        };
    }

    @Test
    void shouldDescribeTheRowsOfLists() throws JMException {
        MBeanOperationInfo list =
                Arrays.stream(fixture.server.getMBeanInfo(Names.SERVER).getOperations())
                        .filter(operation -> operation.getName().equals("listBuffers"))
                        .findFirst()
                        .orElseThrow();
        Object type = list.getDescriptor().getFieldValue("openType");
        CompositeType row = (CompositeType) ((ArrayType<?>) type).getElementOpenType();
        assertEquals(
                Set.of(
                        "pid",
                        "device",
                        "memory",
                        "address",
                        "bytes",
                        "allocated",
                        "ageMillis",
                        "references"),
                row.keySet());
    }
}
