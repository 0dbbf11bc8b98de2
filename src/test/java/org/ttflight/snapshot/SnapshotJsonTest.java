package org.ttflight.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotJsonTest {
    private static final Instant TIME = Instant.parse("2026-11-21T14:30:45.123Z");
    private static final String MINIMAL =
            """
            {"schema":1,"time":"2026-11-21T14:30:45.123Z","server":{"version":"1","pid":2,\
            "socket":"/s","startTime":"2026-11-21T14:30:45Z","uptimeSeconds":3,"openConnections":4,\
            "connections":5,"messages":6,"rejections":{},"anomalies":{},"liveBuffers":7,\
            "allocations":8,"frees":9,"orphans":10},"devices":[],"processes":[]}""";

    @Test
    void shouldReadWhatItWrites() throws IOException {
        SnapshotDocument document = document();
        assertEquals(document, SnapshotJson.read(SnapshotJson.write(document)));
    }

    @Test
    void shouldKeepUnknownAsNull() {
        String json = SnapshotJson.write(document());
        assertTrue(json.contains("\"card\":null"), json);
        assertTrue(json.contains("\"capacity\":null"), json);
        assertTrue(json.contains("\"startTime\":null"), json);
        assertTrue(json.contains("\"memory\":{}"), json);
    }

    @Test
    void shouldWriteOneLine() {
        String json = SnapshotJson.write(document());
        assertEquals(json.length() - 1, json.indexOf('\n'));
    }

    @Test
    void shouldPassOverWhatItDoesNotKnow() throws IOException {
        String newer =
                MINIMAL.replace("\"pid\":2", "\"pid\":2,\"load\":[0.5,{\"deep\":[null,true]}]")
                        .replace("\"devices\":[]", "\"telemetry\":{\"°C\":40.5},\"devices\":[]");
        assertEquals(SnapshotJson.read(MINIMAL), SnapshotJson.read(newer));
    }

    @Test
    void shouldRefuseEveryPartOfADocument() {
        for (int length = 0; length < MINIMAL.length(); length++) {
            String half = MINIMAL.substring(0, length);
            IOException e = assertThrows(IOException.class, () -> SnapshotJson.read(half), half);
            assertFalse(String.valueOf(e.getMessage()).isBlank(), half);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version",
                "pid",
                "socket",
                "uptimeSeconds",
                "rejections",
                "anomalies",
                "liveBuffers"
            })
    void shouldNameTheMissingField(String name) {
        String json = MINIMAL.replace("\"" + name + "\":", "\"was-" + name + "\":");
        IOException e = assertThrows(IOException.class, () -> SnapshotJson.read(json));
        assertEquals("the snapshot has no server." + name, e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openConnections",
                "connections",
                "messages",
                "allocations",
                "frees",
                "orphans"
            })
    void shouldKeepACountUnknown(String name) throws IOException {
        String json = MINIMAL.replaceFirst("\"" + name + "\":\\d+", "\"" + name + "\":null");
        assertNotEquals(MINIMAL, json);
        String known = json.substring(0, json.length() - 1);
        String written = SnapshotJson.write(SnapshotJson.read(json));
        assertEquals(known, written.substring(0, known.length()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"pid\":2       | \"pid\":\"2\"    | the snapshot's server.pid is not a whole number",
                "\"pid\":2       | \"pid\":2.5      | the snapshot's server.pid is not a whole number",
                "\"version\":\"1\" | \"version\":1  | the snapshot's server.version is not a string",
                "\"devices\":[]  | \"devices\":{}   | the snapshot's devices is not a list",
                "\"devices\":[]  | \"devices\":[7]  | the snapshot's devices[0] is not an object",
                "\"devices\":[]  | \"devices\":[{}] | the snapshot has no devices[0].device",
                "\"schema\":1    | \"schema\":true  | the snapshot's schema is not a whole number",
                "\"schema\":1    | \"schema\":99999999999 | the snapshot's schema is not a number of 32 bits",
                "14:30:45.123Z   | yesterday        | the snapshot's time is not a time such as 2026-11-21T14:30:45.123Z",
                "\"schema\":1    | \"schema\":2     | the daemon's snapshot is of version 2, but this program understands version 1",
            })
    void shouldSayWhatIsWrong(String right, String wrong, String message) {
        String json = MINIMAL.replace(right, wrong);
        assertFalse(json.equals(MINIMAL), "nothing replaced");
        IOException e = assertThrows(IOException.class, () -> SnapshotJson.read(json));
        assertEquals(message, e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "'',               the answer is empty",
        "'{',              the answer ends in the middle",
        "'[]',             the answer is not a JSON object",
        "'{}{}',           the answer is not JSON",
        "'hello',          the answer is not",
        "'{\"schema\" 1}', the answer is not JSON",
    })
    void shouldRefuseWhatIsNoDocument(String text, String message) {
        IOException e = assertThrows(IOException.class, () -> SnapshotJson.read(text));
        assertTrue(String.valueOf(e.getMessage()).startsWith(message), e.getMessage());
    }

    @Test
    void shouldRefuseDeepNesting() {
        String deep = "{\"a\":" + "[".repeat(100_000);
        assertThrows(IOException.class, () -> SnapshotJson.read(deep));
    }

    @Test
    void shouldPassOnTheDaemonsError() {
        String json = SnapshotJson.error("no \"such\"\nrequest");
        assertEquals("{\"error\":\"no \\\"such\\\"\\nrequest\"}\n", json);
        IOException e = assertThrows(IOException.class, () -> SnapshotJson.read(json));
        assertEquals("the daemon answers: no \"such\"\nrequest", e.getMessage());
    }

    @Test
    void shouldReadTheDocumentOfADaemonThatKnewOnlyTheSocket() throws IOException {
        String old;
        try (InputStream file = SnapshotJsonTest.class.getResourceAsStream("document-0.1.json")) {
            assertNotNull(file);
            old = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        SnapshotDocument document = SnapshotJson.read(old);

        DeviceState device = document.devices().get(0);
        assertEquals("unknown", device.health());
        assertNull(device.hardware());
        assertEquals(0, device.untracked());
        assertEquals(
                SocketOnly.use(2_576_980_378L, 3_221_225_472L, 1, 12_884_901_888L, "table"),
                device.memory().types().get("DRAM"));
        ProcessState process = document.processes().get(0);
        assertEquals("REPORTING", process.tracking());
        assertNull(process.statusDetail());
        assertNull(process.residentBytes());
        assertNull(process.devices().get(0).open());
        assertFalse(process.devices().get(0).discrepancy());
        assertEquals(HostSummary.UNKNOWN, document.host());
        assertEquals(List.of(), document.sharedMemory());
        assertEquals(document, SnapshotJson.read(SnapshotJson.write(document)));
    }

    @Test
    void shouldReadADocumentThatWasMadeWithoutADaemon() throws IOException {
        SnapshotDocument document =
                SocketOnly.document(SnapshotDocument.SCHEMA, TIME, null, List.of(), List.of());
        String json = SnapshotJson.write(document);
        assertTrue(json.contains("\"server\":null"), json);
        assertEquals(document, SnapshotJson.read(json));
    }

    @Test
    void shouldReadAllThatItWritesOfHardwareAndSharedMemory() throws IOException {
        SnapshotDocument document = Everything.document();
        String json = SnapshotJson.write(document);
        assertEquals(document, SnapshotJson.read(json));
        assertEquals(json.length() - 1, json.indexOf('\n'));
    }

    @Test
    void shouldLeaveOutWhatIsUsualOfAProcess() {
        String json = SnapshotJson.write(document());
        assertFalse(json.contains("\"discrepancy\""), json);
        assertFalse(json.contains("\"statusDetail\""), json);
        assertFalse(json.contains("\"detail\""), json);
        assertTrue(
                json.contains("\"memory\":{\"L1\":{\"used\":1,\"peak\":2,\"buffers\":3}}"), json);
    }

    @Test
    void shouldReadAWholeNumberWhereAFractionMayBe() throws IOException {
        String json =
                SnapshotJson.write(Everything.document())
                        .replace("\"energyJoules\":12.5", "\"energyJoules\":7");
        assertEquals(7.0, telemetry(json).energyJoules());
    }

    @Test
    void shouldWriteNoNumberThatJsonDoesNotKnow() throws IOException {
        Map<String, ReadingState> odd =
                Map.of("power", new ReadingState(Double.NaN, "W", "ok", null));
        assertNull(telemetry(SnapshotJson.write(Everything.document(odd))).value("power"));
    }

    private static TelemetryState telemetry(String json) throws IOException {
        HardwareState hardware = SnapshotJson.read(json).devices().get(0).hardware();
        return Objects.requireNonNull(Objects.requireNonNull(hardware).telemetry());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"openPids\":[11,12]  | \"openPids\":[true] | the snapshot's devices[0].hardware.openPids is not a list of whole numbers",
                "\"openPids\":[11,12]  | \"closedPids\":[]   | the snapshot has no devices[0].hardware.openPids",
                "\"energyJoules\":12.5 | \"energyJoules\":\"\" | the snapshot's devices[0].hardware.telemetry.energyJoules is not a number",
                "\"problems\":[\"p1\"] | \"problems\":[1]    | the snapshot's host.problems is not a list of strings",
                "\"sharedMemory\":[{   | \"sharedMemory\":[1,{ | the snapshot's sharedMemory[0] is not an object",
                "\"hardware\":{        | \"hardware\":7,\"x\":{ | the snapshot's devices[0].hardware is not an object",
            })
    void shouldSayWhatIsWrongInTheNewFields(String right, String wrong, String message) {
        String json = SnapshotJson.write(Everything.document());
        String changed = json.replace(right, wrong);
        assertFalse(json.equals(changed), "nothing replaced");
        IOException e = assertThrows(IOException.class, () -> SnapshotJson.read(changed));
        assertEquals(message, e.getMessage());
    }

    private static SnapshotDocument document() {
        Map<String, MemoryUse> onDevice = new LinkedHashMap<>();
        onDevice.put("DRAM", SocketOnly.use(1L << 40, 1L << 41, 7, 1L << 42, "table"));
        onDevice.put("L1", SocketOnly.use(1, 2, 3, null, "unknown"));
        onDevice.put("CB", SocketOnly.use(0, 0, 0, null, null));
        ServerState server =
                new ServerState(
                        "0.1.0",
                        812,
                        "/s",
                        TIME,
                        90,
                        1L,
                        2L,
                        3L,
                        Map.of("why", 4L),
                        Map.of("odd", 5L),
                        6,
                        7L,
                        8L,
                        9L);
        return SocketOnly.document(
                SnapshotDocument.SCHEMA,
                TIME,
                server,
                List.of(
                        SocketOnly.device(
                                0, "n150", "Wormhole_B0", "ff", true, new MemoryByType(onDevice)),
                        SocketOnly.device(31, null, null, null, false, MemoryByType.UNKNOWN)),
                List.of(
                        SocketOnly.process(
                                1,
                                true,
                                "名前 \u001b[31m",
                                "alice",
                                "a \"b\"",
                                TIME,
                                TIME,
                                TIME,
                                "Connected",
                                List.of(
                                        SocketOnly.held(
                                                0,
                                                new MemoryByType(
                                                        Map.of(
                                                                "L1",
                                                                SocketOnly.use(
                                                                        1, 2, 3, null, null)))))),
                        SocketOnly.process(
                                2,
                                false,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                "Device open",
                                List.of(SocketOnly.held(31, MemoryByType.UNKNOWN)))));
    }
}
