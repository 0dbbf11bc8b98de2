package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ttflight.fakehost.FakeCard;
import org.ttflight.fakehost.FakeDevice;
import org.ttflight.fakehost.FakeHost;

/** What goes wrong with one daemon, and what it keeps of that. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IncidentsIT extends EndToEnd {
    private static final Map<String, String> CAUSES =
            Map.of(
                    "process-died-with-memory", "ProcessExit",
                    "memory-threshold", "ThresholdCrossed",
                    "device-lost", "DeviceLost",
                    "thermal-trip", "ThermalTrip");

    private static Map<String, JsonObject> incidents(DaemonProcess daemon) throws Exception {
        String answer = Asking.text(daemon.socket(), "incidents");
        Map<String, JsonObject> byKind = new TreeMap<>();
        for (JsonElement kept :
                JsonParser.parseString(answer).getAsJsonObject().getAsJsonArray("incidents")) {
            JsonObject incident = kept.getAsJsonObject().getAsJsonObject("incident");
            byKind.put(incident.get("kind").getAsString(), incident);
        }
        return byKind;
    }

    @Test
    void shouldKeepARecordingOfEachKind() throws Exception {
        FakeHost host = FakeHost.create(directory.resolve("host"));
        FakeDevice trips = host.addDevice(0, FakeCard.P150A);
        FakeDevice leaves = host.addDevice(1, FakeCard.N300);
        for (FakeDevice device : List.of(trips, leaves)) {
            device.file("tt_heartbeat").delete(); // which stands still there
        }
        Instant before = Instant.now();
        // Processes are those of this host, so that it is seen who is dead.
        DaemonProcess daemon =
                daemon(
                        "--host-root",
                        host.root().toString(),
                        "--root-proc",
                        "/proc",
                        "--incident-after",
                        "1s");
        try (Beans beans = Beans.attach(daemon.pid())) { // closed before the daemon ends
            checkEachKind(daemon, beans, trips, leaves, before);
        }
        daemon.terminate(Await.LONG);
        String state = directory + "/state";
        String last =
                Command.run(Command.ttFlight("incidents", "--json", "--state-dir", state)).orFail();
        assertTrue(last.contains("\"more\":1,"), last);
    }

    /** The JVM has a hook that ends the recording at the same time. */
    @Test
    void shouldWriteTheRecordingWhenTheDaemonStops() throws Exception {
        DaemonProcess daemon = daemon("--simulate", "n150", "--incident-after", "10m");
        ClientProcess dying = python(daemon, 144);
        dying.run("alloc 0 0 4096 3000000");
        dying.kill();
        Await.passes(Await.LONG, () -> assertEquals(1, incidents(daemon).size()));
        daemon.terminate(Await.LONG);
        Path kept = directory.resolve("state/incidents");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(kept, "*.jfr")) {
            for (Path file : files) {
                checkRecording(file, "ProcessExit", Instant.EPOCH);
                return;
            }
        }
        throw new AssertionError("no recording in " + kept);
    }

    private void checkEachKind(
            DaemonProcess daemon, Beans beans, FakeDevice trips, FakeDevice leaves, Instant before)
            throws Exception {
        String memory = "tenstorrent:type=DeviceMemory,device=0,memory=DRAM";
        Await.passes(Await.LONG, () -> assertEquals(2, beans.names("tenstorrent:type=Device,*")));
        assertEquals(Map.of(), incidents(daemon));

        beans.set(memory, "UsageThreshold", 2_000_000L);
        ClientProcess rising = python(daemon, 144);
        rising.run("alloc 0 0 4096 2000000");
        trips.set("tt_therm_trip_count", 1);
        leaves.remove();
        ClientProcess dying = python(daemon, 144);
        dying.run("alloc 0 0 4096 3000000");
        Await.passes(Await.LONG, () -> assertTrue(beans.hasProcess(dying.pid()))); // and its name
        dying.kill();
        rising.run("alloc 0 0 8192 500000");
        Await.passes(
                Await.LONG,
                () -> {
                    Map<String, JsonObject> found = incidents(daemon);
                    assertEquals(CAUSES.keySet(), found.keySet());
                    found.values().forEach(IncidentsIT::checkWritten);
                });
        Map<String, JsonObject> found = incidents(daemon);
        JsonObject died = found.getOrDefault("process-died-with-memory", new JsonObject());
        assertEquals(dying.pid(), died.get("pid").getAsLong());
        Path kept = directory.resolve("state/incidents");
        for (Map.Entry<String, JsonObject> one : found.entrySet()) {
            Path file = kept.resolve(one.getValue().get("name").getAsString() + ".jfr");
            checkRecording(file, String.valueOf(CAUSES.get(one.getKey())), before);
        }
        assertEquals(4, beans.count("Incidents"));
        assertEquals(0, beans.count("IncidentsNotWritten"));

        JsonObject rose = found.getOrDefault("memory-threshold", new JsonObject());
        checkCommand(daemon, dying, rose.get("name").getAsString());
        trips.set("tt_therm_trip_count", 2); // within ten minutes: part of the first
        Await.passes(Await.LONG, () -> assertEquals(5, beans.count("Incidents")));
    }

    private static void checkWritten(JsonObject incident) {
        JsonObject recording = incident.getAsJsonObject("recording");
        assertEquals("written", recording.get("state").getAsString(), incident.toString());
    }

    private static void checkRecording(Path file, String cause, Instant before) throws Exception {
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Instant after = Instant.now();
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertTrue(
                events.stream()
                        .anyMatch(e -> e.getEventType().getName().equals("tenstorrent." + cause)),
                cause + " in " + file);
        for (RecordedEvent event : events) {
            boolean isOurs = event.getEventType().getName().startsWith("tenstorrent.");
            assertFalse(isOurs && event.getStartTime().isBefore(before), event::toString);
            assertFalse(event.getStartTime().isAfter(after), event::toString);
        }
    }

    private void checkCommand(DaemonProcess daemon, ClientProcess dying, String rose)
            throws Exception {
        String socket = daemon.socket().toString();
        String list = Command.run(Command.ttFlight("incidents", "--socket", socket)).orFail();
        assertTrue(list.startsWith("4 incidents in " + directory + "/state/incidents"), list);
        assertTrue(list.contains("process " + dying.pid() + " (python3"), list);
        String text = Command.run(Command.ttFlight("incidents", rose, "--socket", socket)).orFail();
        assertTrue(text.contains("Incident   memory-threshold\n"), text);
        assertTrue(text.contains("In the minute before\n"), text);
        assertTrue(text.contains(" reported for the first time\n"), text);
    }
}
