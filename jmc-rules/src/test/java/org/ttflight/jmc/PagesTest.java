package org.ttflight.jmc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.common.item.Aggregators;
import org.openjdk.jmc.common.item.Attribute;
import org.openjdk.jmc.common.item.IAccessorKey;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.IItemFilter;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.IType;
import org.openjdk.jmc.common.item.PersistableItemFilter;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.LinearKindOfQuantity;
import org.openjdk.jmc.common.util.StateToolkit;
import org.openjdk.jmc.common.util.StatefulState;
import org.openjdk.jmc.flightrecorder.CouldNotLoadRecordingException;
import org.openjdk.jmc.flightrecorder.rules.RuleRegistry;
import org.ttflight.jfr.JfrHostListener;
import org.ttflight.jfr.LeakSuspectEvent;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.MemoryType;

/**
 * The pages, read with what JMC reads them with: its XML, its filters, its attributes. How they
 * look is not tested: for that it takes the program.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {
    private static final String FACTORY = "org.openjdk.jmc.flightrecorder.ui.itemhandler";

    private final List<StatefulState> pages = new ArrayList<>();
    private IItemCollection items;

    @BeforeAll
    void read(@TempDir Path directory)
            throws IOException, ParseException, CouldNotLoadRecordingException {
        collect(
                StatefulState.create(
                        StateToolkit.statefulFromXMLString(text("/pages/tenstorrent.xml"))));
        try (Flight flight = new Flight("profile", Map.of())) {
            LedgerProcess process = flight.attach(4242);
            flight.ledger.allocate(process, 1, MemoryType.DRAM, 0x1000, 1 << 20);
            flight.ledger.free(process, 1, 0x1000);
            flight.ledger.allocateCircularBuffer(process, 1, 0x2000, 4096);
            flight.ledger.freeCircularBuffer(process, 1, 0x2000, 4096);
            LeakSuspectEvent.idle(4242, 1, 4096, 1_000_000);
            LedgerProcess other = flight.attach(99);
            flight.ledger.release(other, ExitReason.DEAD);
            new JfrHostListener().thermalTrip(Flight.DEVICE, 1, 1);
            flight.show();
            items = flight.land(directory.resolve("pages.jfr"));
        }
    }

    private static String text(String resource) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(PagesTest.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void collect(StatefulState parent) {
        for (StatefulState page : parent.getChildren("page")) {
            pages.add(page);
            collect(page);
        }
    }

    private static StatefulState state(StatefulState page) {
        return Objects.requireNonNull(page.getChild("state"));
    }

    private IItemCollection shown(StatefulState page) {
        StatefulState stored = Objects.requireNonNull(state(page).getChild("pageFilter"));
        IItemFilter filter = PersistableItemFilter.readFrom(stored);
        assertNotNull(filter);
        return items.apply(filter);
    }

    @Test
    void shouldHaveAnIdEachAndBeOfOneKind() {
        assertEquals(8, pages.size());
        Set<String> ids = new HashSet<>();
        for (StatefulState page : pages) {
            assertEquals(FACTORY, page.getAttribute("factory"));
            assertTrue(ids.add(page.getAttribute("id")), page.getAttribute("id"));
            assertNotNull(state(page).getAttribute("name"));
        }
    }

    @Test
    void shouldEachShowSomeOfOurEventsAndNoOthers() {
        for (StatefulState page : pages) {
            Set<String> types = types(page).keySet();
            String name = state(page).getAttribute("name");
            assertTrue(!types.isEmpty(), name);
            assertTrue(types.stream().allMatch(type -> type.startsWith("tenstorrent.")), name);
        }
    }

    private Map<String, IType<IItem>> types(StatefulState page) {
        Map<String, IType<IItem>> types = new TreeMap<>();
        for (IItemIterable found : shown(page)) {
            if (found.hasItems()) {
                types.put(found.getType().getIdentifier(), found.getType());
            }
        }
        return types;
    }

    @Test
    void shouldNameTopicsThatRulesHave() {
        Set<String> known =
                RuleRegistry.getRules().stream()
                        .map(rule -> rule.getTopic())
                        .collect(Collectors.toSet());
        for (StatefulState page : pages) {
            StatefulState[] topics = state(page).getChildren("topic");
            assertTrue(topics.length > 0, state(page).getAttribute("name"));
            for (StatefulState topic : topics) {
                assertTrue(known.contains(topic.getAttribute("value")));
            }
        }
    }

    @Test
    void shouldGroupByWhatAllEventsOfThePageHave() {
        for (StatefulState page : pages) {
            StatefulState histogram = state(page).getChild("histogram");
            if (histogram != null) {
                checkHistogram(page, histogram);
            }
        }
    }

    private void checkHistogram(StatefulState page, StatefulState histogram) {
        String groupBy = histogram.getAttribute("groupBy");
        for (IType<IItem> type : types(page).values()) {
            assertTrue(
                    type.getAccessorKeys().keySet().stream()
                            .anyMatch(key -> key.getIdentifier().equals(groupBy)),
                    type.getIdentifier() + " has no " + groupBy);
        }
        StatefulState table = Objects.requireNonNull(histogram.getChild("table"));
        Set<String> columns = new HashSet<>();
        for (StatefulState column : table.getChildren("column")) {
            String id = column.getAttribute("id");
            columns.add(id);
            if (!id.startsWith("itemhistogram.")) {
                assertTrue(id.matches("(SUM|AVG|MIN|MAX).*"), id);
                assertNotNull(find(page, id.substring(3)), id);
            }
        }
        assertTrue(columns.contains(table.getAttribute("sortColumn")));
        for (StatefulState child : histogram.getChildren("child")) {
            assertEquals(groupBy, child.getAttribute("parentGroupBy"));
            checkHistogram(page, child);
        }
    }

    @Test
    void shouldDrawWhatJmcCanDraw() {
        int charts = 0;
        for (StatefulState page : pages) {
            StatefulState both = state(page).getChild("listAndChart");
            if (both != null) {
                StatefulState chart = Objects.requireNonNull(both.getChild("chartSettings"));
                for (String bar : chart.getAttribute("barChartAttributes").split(",", -1)) {
                    String[] parts = bar.split(";", -1);
                    checkBar(Objects.requireNonNull(find(page, parts[0]), bar), parts[1]);
                    charts++;
                }
            }
        }
        assertEquals(5, charts);
    }

    @SuppressWarnings("unchecked")
    private static void checkBar(IAccessorKey<?> key, String aggregate) {
        assertTrue(key.getContentType() instanceof LinearKindOfQuantity, key.getIdentifier());
        IAccessorKey<IQuantity> quantity = (IAccessorKey<IQuantity>) key;
        assertNotNull(
                Aggregators.getQuantityAggregator(
                        aggregate,
                        Attribute.attr(
                                key.getIdentifier(),
                                key.getIdentifier(),
                                quantity.getContentType())),
                aggregate);
    }

    /** The field of that name and unit, such as {@code used:memory}; null if no event has it. */
    private @Nullable IAccessorKey<?> find(StatefulState page, String id) {
        return types(page).values().stream()
                .flatMap(type -> type.getAccessorKeys().keySet().stream())
                .filter(
                        key ->
                                id.equals(
                                        key.getIdentifier()
                                                + ":"
                                                + key.getContentType().getIdentifier()))
                .findFirst()
                .orElse(null);
    }

    @Test
    void shouldBeAddedByThePlugIn() throws IOException {
        StatefulState plugin =
                StatefulState.create(StateToolkit.statefulFromXMLString(text("/plugin.xml")));
        Map<String, StatefulState> points = new TreeMap<>();
        for (StatefulState extension : plugin.getChildren("extension")) {
            points.put(extension.getAttribute("point"), extension);
        }
        assertEquals(
                Set.of(
                        "org.openjdk.jmc.flightrecorder.rules.ruleProvider",
                        "org.openjdk.jmc.flightrecorder.ui.datapage"),
                points.keySet());
        StatefulState point =
                Objects.requireNonNull(points.get("org.openjdk.jmc.flightrecorder.ui.datapage"));
        StatefulState added = Objects.requireNonNull(point.getChild("pages"));
        assertNotNull(PagesTest.class.getResource("/" + added.getAttribute("file")));
    }
}
