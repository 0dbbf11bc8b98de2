package org.ttflight.jfr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.AnnotationElement;
import jdk.jfr.DataAmount;
import jdk.jfr.EventType;
import jdk.jfr.Frequency;
import jdk.jfr.Percentage;
import jdk.jfr.Relational;
import jdk.jfr.SettingDescriptor;
import jdk.jfr.Timespan;
import jdk.jfr.ValueDescriptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** House rules for events, checked on the metadata that JFR makes of them. */
class EventLintTest {
    private static final Set<String> CATEGORIES =
            Set.of("Memory", "Process", "Kernel", "Device", "Daemon");

    /** Units that neither JFR nor JMC has; they stand at the end of a label. */
    private static final Pattern UNIT = Pattern.compile("(.+) \\((°C|V|A|W|J|RPM|MHz|GT/s|/s)\\)");

    static Stream<EventType> types() {
        return OurEvents.types().stream();
    }

    @Test
    void shouldFindTheEvents() {
        assertEquals(29, OurEvents.types().size(), OurEvents.names().toString());
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldNameTheEvent(EventType type) {
        String name = type.getName();
        assertTrue(name.matches("tenstorrent\\.([A-Z][a-z]+)+"), name);
        assertFalse(name.endsWith("Event"), name);
        assertEquals(name.substring(12), type.getLabel().replace(" ", ""), "label and name differ");
        checkLabel(name, type.getLabel());
        checkSentence(name, type.getDescription());
        assertNotNull(type.getDescription(), name);
        assertEquals("Tenstorrent", type.getCategoryNames().get(0), name);
        assertEquals(2, type.getCategoryNames().size(), name);
        assertTrue(CATEGORIES.contains(type.getCategoryNames().get(1)), name);
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldNotTakeStackTraces(EventType type) {
        assertEquals("false", defaultOf(type, "stackTrace"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldDescribeEachField(EventType type) {
        for (ValueDescriptor field : OurEvents.fields(type)) {
            String name = type.getName() + "." + field.getName();
            assertTrue(field.getName().matches("[a-z][A-Za-z]*"), name);
            assertFalse(field.getName().endsWith("ID"), name);
            checkLabel(name, field.getLabel());
            checkSentence(name, field.getDescription());
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldDescribeEachSetting(EventType type) {
        for (SettingDescriptor setting : type.getSettingDescriptors()) {
            checkLabel(type.getName() + "#" + setting.getName(), setting.getLabel());
            checkSentence(type.getName() + "#" + setting.getName(), setting.getDescription());
        }
    }

    /** JFR leaves out what it cannot write, without a word. */
    @ParameterizedTest
    @MethodSource("types")
    void shouldHaveEachDeclaredField(EventType type) throws ClassNotFoundException {
        String simpleName = type.getName().substring("tenstorrent.".length()) + "Event";
        List<String> declared = new ArrayList<>();
        for (Field field : Class.forName("org.ttflight.jfr." + simpleName).getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                declared.add(field.getName());
            }
        }
        List<String> kept = OurEvents.fields(type).stream().map(ValueDescriptor::getName).toList();
        assertEquals(Set.copyOf(declared), Set.copyOf(kept));
    }

    /** The same name must mean the same thing in every event. */
    @Test
    void shouldUseOneTypeAndUnitForOneName() {
        TreeMap<String, String> seen = new TreeMap<>();
        for (EventType type : OurEvents.types()) {
            for (ValueDescriptor field : OurEvents.fields(type)) {
                String meaning = field.getTypeName() + " " + units(field);
                String before = seen.putIfAbsent(field.getName(), meaning);
                assertTrue(
                        before == null || before.equals(meaning),
                        type.getName() + "." + field.getName());
            }
        }
        assertEquals("long [jdk.jfr.DataAmount]", seen.get("size"));
        assertEquals("long [jdk.jfr.Timespan]", seen.get("lifetime"));
        assertEquals("long [jdk.jfr.DataAmount]", seen.get("toDeviceRate"));
        assertTrue(String.valueOf(seen.get("bufferId")).contains("jdk.jfr.MemoryAddress"));
        assertTrue(String.valueOf(seen.get("kernelId")).contains("jdk.jfr.MemoryAddress"));
    }

    /** JMC knows no others (9.1.2): "lifetime" in microseconds is a plain number to it. */
    @Test
    void shouldUseUnitsThatJmcKnows() {
        for (EventType type : OurEvents.types()) {
            for (ValueDescriptor field : OurEvents.fields(type)) {
                Timespan timespan = field.getAnnotation(Timespan.class);
                assertTrue(
                        timespan == null || timespan.value().equals(Timespan.NANOSECONDS),
                        type.getName() + "." + field.getName());
            }
        }
    }

    /** Where there are two, JMC (9.1.2) takes a rate of bytes for hertz. */
    @Test
    void shouldUseOneUnit() {
        for (EventType type : OurEvents.types()) {
            for (ValueDescriptor field : OurEvents.fields(type)) {
                assertNull(
                        field.getAnnotation(Frequency.class),
                        type.getName() + "." + field.getName());
            }
        }
    }

    /** As the JDK's own have none. */
    @Test
    void shouldNotGiveAnAmountOrATimeAFraction() {
        for (EventType type : OurEvents.types()) {
            for (ValueDescriptor field : OurEvents.fields(type)) {
                if (field.getTypeName().equals("double")) {
                    String name = type.getName() + "." + field.getName();
                    assertNull(field.getAnnotation(Timespan.class), name);
                    assertNull(field.getAnnotation(DataAmount.class), name);
                    assertTrue(field.getDescription().contains("NaN if unknown"), name);
                }
            }
        }
    }

    /** Where no annotation tells the unit to JMC, the label tells it to people. */
    @Test
    void shouldSayTheUnitOfEachFraction() {
        for (EventType type : OurEvents.types()) {
            for (ValueDescriptor field : OurEvents.fields(type)) {
                if (field.getTypeName().equals("double")) {
                    assertTrue(
                            field.getAnnotation(Percentage.class) != null
                                    || UNIT.matcher(field.getLabel()).matches(),
                            type.getName() + "." + field.getName());
                }
            }
        }
    }

    /**
     * An amount of bytes is an amount in JMC, too; that it is one of each second is in its label.
     */
    @Test
    void shouldCallARateARate() {
        for (EventType type : OurEvents.types()) {
            for (ValueDescriptor field : OurEvents.fields(type)) {
                assertEquals(
                        field.getName().endsWith("Rate"),
                        field.getLabel().endsWith(" Rate (/s)"),
                        type.getName() + "." + field.getName());
            }
        }
    }

    private static String units(ValueDescriptor field) {
        return field.getAnnotationElements().stream()
                .map(AnnotationElement::getTypeName)
                .filter(n -> !n.equals("jdk.jfr.Label") && !n.equals("jdk.jfr.Description"))
                .sorted()
                .toList()
                .toString();
    }

    @Test
    void shouldRelateEvents() {
        assertEquals(
                Set.of("BufferIdRelation", "DeviceRelation", "KernelIdRelation").stream()
                        .map(n -> "org.ttflight.jfr." + n)
                        .collect(Collectors.toSet()),
                relations("bufferId", "device", "kernelId"));
        for (EventType type : OurEvents.types()) {
            for (String name : List.of("processId", "device", "bufferId", "kernelId", "snapshot")) {
                ValueDescriptor field = type.getField(name);
                assertTrue(
                        field == null || !relationsOf(field).isEmpty(),
                        type.getName() + "." + name + " has no relation");
            }
        }
    }

    private static Set<String> relations(String... names) {
        return OurEvents.types().stream()
                .flatMap(type -> OurEvents.fields(type).stream())
                .filter(field -> List.of(names).contains(field.getName()))
                .flatMap(field -> relationsOf(field).stream())
                .collect(Collectors.toSet());
    }

    private static List<String> relationsOf(ValueDescriptor field) {
        return field.getAnnotationElements().stream()
                .filter(element -> element.getAnnotation(Relational.class) != null)
                .map(AnnotationElement::getTypeName)
                .toList();
    }

    private static void checkLabel(String where, @Nullable String label) {
        assertNotNull(label, where + " has no label");
        Matcher unit = UNIT.matcher(label);
        for (String word : (unit.matches() ? unit.group(1) : label).split(" ", -1)) {
            assertTrue(word.matches("[A-Z][a-z]*|In"), where + ": label '" + label + "'");
        }
    }

    private static void checkSentence(String where, @Nullable String description) {
        if (description != null) {
            assertFalse(description.endsWith("."), where + ": description ends in a full stop");
            assertTrue(
                    Character.isUpperCase(description.charAt(0))
                            || Character.isDigit(description.charAt(0)),
                    where + ": description '" + description + "'");
        }
    }

    private static String defaultOf(EventType type, String setting) {
        return type.getSettingDescriptors().stream()
                .filter(descriptor -> descriptor.getName().equals(setting))
                .map(SettingDescriptor::getDefaultValue)
                .findFirst()
                .orElse("absent");
    }
}
