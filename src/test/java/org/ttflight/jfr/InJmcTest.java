package org.ttflight.jfr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jdk.jfr.DataAmount;
import jdk.jfr.EventType;
import jdk.jfr.MemoryAddress;
import jdk.jfr.Percentage;
import jdk.jfr.Timespan;
import jdk.jfr.Timestamp;
import jdk.jfr.ValueDescriptor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.common.IDescribable;
import org.openjdk.jmc.common.IDisplayable;
import org.openjdk.jmc.common.item.Attribute;
import org.openjdk.jmc.common.item.IAccessorKey;
import org.openjdk.jmc.common.item.ICanonicalAccessorFactory;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.ItemFilters;
import org.openjdk.jmc.common.unit.ContentType;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.CouldNotLoadRecordingException;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.openjdk.jmc.flightrecorder.internal.EventArray;
import org.openjdk.jmc.flightrecorder.internal.EventArrays;
import org.openjdk.jmc.flightrecorder.internal.FlightRecordingLoader;

/** What JDK Mission Control's own parser makes of each event: its place, its words, its units. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InJmcTest {
    private EventArrays arrays;
    private IItemCollection items;

    @BeforeAll
    void record(@TempDir Path directory) throws IOException, CouldNotLoadRecordingException {
        Flight flight = EachEventTest.recorded(directory);
        flight.recording.close();
        try (InputStream in = Files.newInputStream(flight.file)) {
            arrays = FlightRecordingLoader.loadStream(in, false, false);
        }
        items = JfrLoaderToolkit.loadEvents(flight.file.toFile());
    }

    private Map<String, EventArray> ours() {
        Map<String, EventArray> ours = new TreeMap<>();
        for (EventArray array : arrays.getArrays()) {
            if (array.getType().getIdentifier().startsWith("tenstorrent.")) {
                ours.put(array.getType().getIdentifier(), array);
            }
        }
        return ours;
    }

    @Test
    void shouldKnowEachEventByItsCategoryAndItsWords() {
        Map<String, EventArray> ours = ours();
        assertEquals(OurEvents.names(), ours.keySet());
        for (EventType type : OurEvents.types()) {
            EventArray array = Objects.requireNonNull(ours.get(type.getName()));
            assertEquals(type.getCategoryNames(), List.of(array.getTypeCategory()));
            assertEquals(type.getLabel(), array.getType().getName());
            assertEquals(
                    type.getDescription() + " [" + type.getName() + "]",
                    array.getType().getDescription());
            assertTrue(array.getEvents().length > 0, type.getName());
        }
    }

    @Test
    void shouldKnowEachFieldByItsWordsAndItsUnit() {
        Map<String, EventArray> ours = ours();
        for (EventType type : OurEvents.types()) {
            Map<IAccessorKey<?>, ? extends IDescribable> known =
                    Objects.requireNonNull(ours.get(type.getName())).getType().getAccessorKeys();
            for (ValueDescriptor field : OurEvents.fields(type)) {
                String name = type.getName() + "." + field.getName();
                IAccessorKey<?> key = key(known.keySet(), field.getName());
                IDescribable words = known.get(key);
                assertNotNull(words, name);
                assertEquals(field.getLabel(), words.getName(), name);
                if (field.getDescription() != null) {
                    assertEquals(field.getDescription(), words.getDescription(), name);
                }
                assertEquals(expected(field), key.getContentType(), name);
            }
        }
    }

    private static IAccessorKey<?> key(Set<IAccessorKey<?>> keys, String field) {
        return keys.stream()
                .filter(key -> key.getIdentifier().equals(field))
                .findFirst()
                .orElseThrow();
    }

    /**
     * What has no way into a filter and back, JMC offers to nobody: a long without a unit has none.
     */
    @Test
    void shouldRelateByWhatJmcCanFollow() {
        for (EventType type : OurEvents.types()) {
            for (ValueDescriptor field : OurEvents.fields(type)) {
                if (OurEvents.isRelated(field)) {
                    String name = type.getName() + "." + field.getName();
                    ContentType<?> unit = expected(field);
                    assertNotNull(unit.getPersister(), name);
                    assertEquals(unit, UnitLookup.getContentType(unit.getIdentifier()), name);
                }
            }
        }
    }

    private static ContentType<?> expected(ValueDescriptor field) {
        if (field.getAnnotation(DataAmount.class) != null) {
            return UnitLookup.MEMORY;
        }
        if (field.getAnnotation(Timespan.class) != null) {
            return UnitLookup.TIMESPAN;
        }
        if (field.getAnnotation(Timestamp.class) != null) {
            return UnitLookup.TIMESTAMP;
        }
        if (field.getAnnotation(Percentage.class) != null) {
            return UnitLookup.PERCENTAGE;
        }
        if (field.getAnnotation(MemoryAddress.class) != null) {
            return UnitLookup.ADDRESS;
        }
        return switch (field.getTypeName()) {
            case "boolean" -> UnitLookup.FLAG;
            case "java.lang.String" -> UnitLookup.PLAIN_TEXT;
            case "long" -> UnitLookup.RAW_NUMBER; // shown, but neither drawn nor added up
            default -> UnitLookup.NUMBER;
        };
    }

    /**
     * JMC does not read relations: it offers to go on with the events that have the same value in
     * an attribute that both have, and an attribute is its name and its unit.
     */
    @Test
    void shouldLeadFromAnEventToTheOthersOfItsProcess() {
        assertEquals(
                Set.of(
                        "BufferAllocation",
                        "BufferFree",
                        "CircularBufferAllocation",
                        "CircularBufferFree",
                        "KernelLoad",
                        "KernelUnload",
                        "ProcessAttach",
                        "ProcessMemory",
                        "DeviceProcess",
                        "LeakSuspect",
                        "Incident",
                        "LargestBuffer",
                        "ClientConnection",
                        "MessageRejected"),
                sharing("ProcessAttach", "processId"));
        assertEquals(
                Set.of("ProcessAttach", "ProcessExit", "BufferAllocation"),
                intersection(
                        sharing("ProcessExit", "processId"),
                        Set.of("ProcessAttach", "ProcessExit", "BufferAllocation", "BufferFree")));
    }

    @Test
    void shouldLeadFromAnEventToTheOthersOfItsBuffer() {
        assertEquals(
                Set.of("CircularBufferAllocation", "CircularBufferFree"),
                sharing("CircularBufferFree", "bufferId"));
        assertEquals(Set.of("BufferAllocation", "BufferFree"), sharing("BufferFree", "bufferId"));
        assertEquals(Set.of("KernelLoad", "KernelUnload"), sharing("KernelUnload", "kernelId"));
    }

    private static Set<String> intersection(Set<String> one, Set<String> other) {
        Set<String> both = new TreeSet<>(one);
        both.retainAll(other);
        return both;
    }

    /** The events that share with the first event of this name what it has in this field. */
    private Set<String> sharing(String event, String field) {
        IItemIterable first = first(event);
        return sharing(first, key(first.getType().getAccessorKeys().keySet(), field));
    }

    private IItemIterable first(String event) {
        return items.apply(ItemFilters.type("tenstorrent." + event)).iterator().next();
    }

    private <T> Set<String> sharing(IItemIterable first, IAccessorKey<T> key) {
        T value = first.getType().getAccessor(key).getMember(first.iterator().next());
        ICanonicalAccessorFactory<T> attribute =
                Attribute.attr(key.getIdentifier(), key.getContentType());
        Set<String> names = new TreeSet<>();
        for (IItemIterable found : items.apply(ItemFilters.equals(attribute, value))) {
            String name = found.getType().getIdentifier();
            if (found.hasItems() && name.startsWith("tenstorrent.")) {
                names.add(name.substring("tenstorrent.".length()));
            }
        }
        return names;
    }

    /** A number without a unit gets no prefix, such as "4.24 k", whatever stands between digits. */
    @Test
    void shouldShowNumbersDigitByDigit() {
        assertEquals("4242", shown("ProcessAttach", "processId").replaceAll("\\D", ""));
        assertEquals("0x0000004D", shown("KernelLoad", "kernelId"));
        assertEquals("3 MiB", shown("BufferAllocation", "size").replace('\u00a0', ' '));
    }

    private String shown(String event, String field) {
        IItemIterable first = first(event);
        Object value =
                first.getType()
                        .getAccessor(key(first.getType().getAccessorKeys().keySet(), field))
                        .getMember(first.iterator().next());
        return value instanceof IQuantity quantity
                ? quantity.displayUsing(IDisplayable.AUTO)
                : String.valueOf(value);
    }
}
