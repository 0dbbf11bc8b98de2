package org.ttflight.jfr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jdk.jfr.Configuration;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.SettingDescriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ttflight.host.DeviceCatalog;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.Ledger;
import org.ttflight.ledger.LedgerListener;
import org.ttflight.snapshot.Observations;

/** JFR accepts any name and any setting in silence, so somebody else has to read the files. */
class SettingsFilesTest {
    /** Not in every JDK that we run on. */
    private static final Set<String> NEWER = Set.of("jdk.ResidentSetSize");

    private static final Set<String> PER_BUFFER =
            Set.of(
                    "tenstorrent.BufferAllocation",
                    "tenstorrent.BufferFree",
                    "tenstorrent.CircularBufferAllocation",
                    "tenstorrent.CircularBufferFree");

    /** An event has a period only while somebody promises to write it. */
    private final PeriodicEvents periodic =
            PeriodicEvents.register(
                    Observations.ofSocket(
                            new Ledger(1, LedgerListener.NONE)::snapshot,
                            new DeviceCatalog(),
                            identity -> ProcessDescription.UNKNOWN),
                    () -> new DaemonCounters(0, 0, 0, 0, 0, 0));

    @AfterEach
    void close() {
        periodic.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"continuous", "profile"})
    void shouldListEachOfOurEventsAndNoOther(String settings) throws IOException {
        Set<String> listed =
                settings(settings).keySet().stream()
                        .filter(name -> name.startsWith("tenstorrent."))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(OurEvents.names(), listed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"continuous", "profile"})
    void shouldSetOnlyWhatTheEventHas(String settings) throws IOException {
        OurEvents.names(); // registers them
        Map<String, EventType> known =
                FlightRecorder.getFlightRecorder().getEventTypes().stream()
                        .collect(Collectors.toMap(EventType::getName, type -> type));
        settings(settings)
                .forEach(
                        (name, values) -> {
                            EventType type = known.get(name);
                            if (type == null) {
                                assertTrue(NEWER.contains(name), "no such event: " + name);
                            } else {
                                Set<String> has =
                                        type.getSettingDescriptors().stream()
                                                .map(SettingDescriptor::getName)
                                                .collect(Collectors.toSet());
                                assertTrue(
                                        has.containsAll(values.keySet()),
                                        name + " has " + has + ", file sets " + values);
                            }
                        });
    }

    /** What JFR would take from elsewhere if the file left it out. */
    @ParameterizedTest
    @ValueSource(strings = {"continuous", "profile"})
    void shouldLeaveNothingOfOursToDefaults(String settings) throws IOException {
        Map<String, Map<String, String>> file = settings(settings);
        for (EventType type : OurEvents.types()) {
            Map<String, String> values = file.get(type.getName());
            assertNotNull(values);
            for (SettingDescriptor setting : type.getSettingDescriptors()) {
                String name = setting.getName();
                // An instant event has a threshold, too, but it means nothing there.
                boolean isMeaningless = name.equals("stackTrace") || name.equals("threshold");
                // "throttle" came with 25 for every event.
                if (!isMeaningless && !name.equals("throttle")) {
                    assertTrue(values.containsKey(name), type.getName() + "#" + name);
                }
            }
        }
    }

    @Test
    void shouldLeaveOutOnlySingleBuffersInContinuous() throws IOException {
        settings("continuous")
                .forEach(
                        (name, values) -> {
                            if (name.startsWith("tenstorrent.")) {
                                assertEquals(
                                        Boolean.toString(!PER_BUFFER.contains(name)),
                                        values.get("enabled"),
                                        name);
                            }
                        });
        for (String stack : Set.of("jdk.ExecutionSample", "jdk.JavaExceptionThrow")) {
            assertEquals("false", value("continuous", stack, "enabled"));
        }
    }

    @Test
    void shouldRecordAllInProfile() throws IOException {
        for (String name : OurEvents.names()) {
            assertEquals("true", value("profile", name, "enabled"), name);
        }
        for (String name : Set.of("tenstorrent.BufferAllocation", "tenstorrent.BufferFree")) {
            assertEquals("0", value("profile", name, "minimumSize"));
            assertEquals("1", value("profile", name, "oneIn"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"continuous", "profile"})
    void shouldSayWhatTheyAre(String settings) throws IOException {
        Configuration configuration = BlackBox.configuration(settings);
        assertEquals("tt-flight", configuration.getProvider());
        assertFalse(configuration.getDescription().endsWith("."));
        assertTrue(configuration.getLabel().startsWith("Tenstorrent "));
        assertEquals("everyChunk", value(settings, "tenstorrent.Snapshot", "period"));
    }

    private static String value(String settings, String event, String name) throws IOException {
        Map<String, String> values = settings(settings).get(event);
        assertNotNull(values, event);
        return String.valueOf(values.get(name));
    }

    private static Map<String, Map<String, String>> settings(String name) throws IOException {
        Map<String, Map<String, String>> byEvent = new TreeMap<>();
        BlackBox.configuration(name)
                .getSettings()
                .forEach(
                        (key, value) -> {
                            int hash = key.indexOf('#');
                            byEvent.computeIfAbsent(
                                            key.substring(0, hash), event -> new TreeMap<>())
                                    .put(key.substring(hash + 1), value);
                        });
        return byEvent;
    }
}
