package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.openjdk.jmc.common.item.Attribute;
import org.openjdk.jmc.common.item.IAttribute;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.IMemberAccessor;
import org.openjdk.jmc.common.item.ItemFilters;
import org.openjdk.jmc.common.unit.ContentType;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.CouldNotLoadRecordingException;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.ttflight.e2e.Account.Held;
import org.ttflight.e2e.Account.Place;

/** What the daemon's recording holds, written out by {@code jcmd} and read by other tools. */
final class FlightDump {
    private final Path file;
    private final List<RecordedEvent> events;

    private FlightDump(Path file) throws IOException {
        this.file = file;
        this.events =
                RecordingFile.readAllEvents(file).stream()
                        .filter(event -> event.getEventType().getName().startsWith("tenstorrent."))
                        .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                        .toList();
    }

    static FlightDump of(long pid, Path directory) throws IOException, InterruptedException {
        return new FlightDump(dump(pid, directory));
    }

    /** Asks the JDK's own tool for what the daemon has recorded so far. */
    static Path dump(long pid, Path directory) throws IOException, InterruptedException {
        Path file = Files.createTempFile(directory, "dump", ".jfr");
        Command.run(
                        List.of(
                                Command.jdkTool("jcmd"),
                                Long.toString(pid),
                                "JFR.dump",
                                "name=tt-flight",
                                "filename=" + file))
                .orFail();
        return file;
    }

    /** Checks that events, last snapshot and account say the same, whoever reads them. */
    void check(Account account) throws IOException, CouldNotLoadRecordingException {
        Map<Place, Held> book = account.byProcess();
        assertEquals(book, balance(), "opened less closed less orphaned");
        assertEquals(book, lastSnapshot(), "the last snapshot");
        long all = book.values().stream().mapToLong(Held::bytes).sum();
        assertEquals(all, balanceInMissionControl(), "opened less closed less orphaned, in JMC");
    }

    private SortedMap<Place, Held> balance() {
        SortedMap<Place, Held> book = new TreeMap<>();
        for (RecordedEvent event : events) {
            switch (nameOf(event)) {
                case "BufferAllocation" -> {
                    if (event.getInt("references") == 1) {
                        add(book, event, event.getString("memoryType"), 1);
                    }
                }
                case "BufferFree" -> {
                    if (event.getInt("referencesLeft") == 0) {
                        add(book, event, event.getString("memoryType"), -1);
                    }
                }
                case "CircularBufferAllocation" -> add(book, event, "CB", 1);
                case "CircularBufferFree" -> add(book, event, "CB", -1);
                case "KernelLoad" -> add(book, event, "KERNEL", 1);
                case "KernelUnload" -> add(book, event, "KERNEL", -1);
                case "ProcessExit" -> exit(book, event);
                default -> {}
            }
        }
        return book;
    }

    private static String nameOf(RecordedEvent event) {
        return event.getEventType().getName().substring("tenstorrent.".length());
    }

    private static void add(Map<Place, Held> book, RecordedEvent event, String memory, int sign) {
        Place place = new Place(event.getInt("processId"), event.getInt("device"), memory);
        Held change = new Held(sign * event.getLong("size"), sign);
        Held sum = book.getOrDefault(place, Held.NOTHING).plus(change);
        if (sum.equals(Held.NOTHING)) {
            book.remove(place);
        } else {
            book.put(place, sum);
        }
    }

    /** A process leaves behind exactly what it had not released. */
    private static void exit(Map<Place, Held> book, RecordedEvent event) {
        long pid = event.getInt("processId");
        Held held =
                book.entrySet().stream()
                        .filter(entry -> entry.getKey().pid() == pid)
                        .map(Map.Entry::getValue)
                        .reduce(Held.NOTHING, Held::plus);
        Held orphaned =
                new Held(
                        event.getLong("orphanedBytes") + event.getLong("orphanedHostBytes"),
                        event.getInt("orphanedBuffers"));
        assertEquals(held, orphaned, "what process " + pid + " left behind");
        book.keySet().removeIf(place -> place.pid() == pid);
    }

    private SortedMap<Place, Held> lastSnapshot() {
        RecordedEvent last =
                events.stream()
                        .filter(event -> nameOf(event).equals("Snapshot"))
                        .reduce((first, second) -> second)
                        .orElseThrow();
        SortedMap<Place, Held> rows = new TreeMap<>();
        for (RecordedEvent event : events) {
            if (nameOf(event).equals("ProcessMemory")
                    && event.getLong("snapshot") == last.getLong("snapshot")) {
                Held held = new Held(event.getLong("used"), event.getInt("buffers"));
                if (!held.equals(Held.NOTHING)) {
                    rows.put(
                            new Place(
                                    event.getInt("processId"),
                                    event.getInt("device"),
                                    event.getString("memoryType")),
                            held);
                }
            }
        }
        return rows;
    }

    private long balanceInMissionControl() throws IOException, CouldNotLoadRecordingException {
        IItemCollection items = JfrLoaderToolkit.loadEvents(file.toFile());
        return bytes(items, "BufferAllocation", "size", "references", 1)
                - bytes(items, "BufferFree", "size", "referencesLeft", 0)
                + bytes(items, "CircularBufferAllocation", "size", "", 0)
                - bytes(items, "CircularBufferFree", "size", "", 0)
                + bytes(items, "KernelLoad", "size", "", 0)
                - bytes(items, "KernelUnload", "size", "", 0)
                - bytes(items, "ProcessExit", "orphanedBytes", "", 0)
                - bytes(items, "ProcessExit", "orphanedHostBytes", "", 0);
    }

    /** Sums a field of all events of a kind; only those with this count, if a count is named. */
    private static long bytes(
            IItemCollection all, String event, String field, String counter, long count) {
        IAttribute<IQuantity> size = attribute(field, UnitLookup.MEMORY);
        long sum = 0;
        for (IItemIterable items : all.apply(ItemFilters.type("tenstorrent." + event))) {
            IMemberAccessor<IQuantity, IItem> sizes = size.getAccessor(items.getType());
            for (IItem item : items) {
                if (counter.isEmpty() || count(items, item, counter) == count) {
                    sum += sizes.getMember(item).clampedLongValueIn(UnitLookup.BYTE);
                }
            }
        }
        return sum;
    }

    private static long count(IItemIterable items, IItem item, String counter) {
        return attribute(counter, UnitLookup.NUMBER)
                .getAccessor(items.getType())
                .getMember(item)
                .longValue();
    }

    private static IAttribute<IQuantity> attribute(String field, ContentType<IQuantity> type) {
        return Attribute.attr(field, field, type);
    }
}
