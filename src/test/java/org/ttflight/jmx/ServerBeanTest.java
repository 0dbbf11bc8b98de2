package org.ttflight.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanException;
import javax.management.Notification;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.MemoryType;

class ServerBeanTest {
    private static final String STRING = String.class.getName();
    private static final String INT = int.class.getName();

    private final Fixture fixture = new Fixture();

    @BeforeEach
    void register() {
        fixture.catalog.replace(List.of(Fixture.n150(3)));
        fixture.sync();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldShowWhatTheDaemonKnows() throws JMException {
        Map<String, Object> expected =
                Map.ofEntries(
                        Map.entry("Version", "1.2.3"),
                        Map.entry("Pid", ProcessHandle.current().pid()),
                        Map.entry("SocketPath", "/tmp/some.sock"),
                        Map.entry("StartTime", 1000L),
                        Map.entry("Uptime", 500L),
                        Map.entry("OpenConnections", 1L),
                        Map.entry("Connections", 2L),
                        Map.entry("Messages", 3L),
                        Map.entry("Bytes", 4L),
                        Map.entry("Queries", 5L),
                        Map.entry("TextRequests", 6L),
                        Map.entry("Rejected", 15L),
                        Map.entry("Recording", "off"));
        for (Map.Entry<String, Object> attribute : expected.entrySet()) {
            assertEquals(
                    attribute.getValue(),
                    fixture.get(Names.SERVER, attribute.getKey()),
                    attribute.getKey());
        }
        assertEquals("listening", value("Sources", "ingest"));
        assertEquals(7L, value("Rejections", "unknown_type"));
        assertEquals("remaining buffers", invoke("dumpRemaining"));
        assertEquals("loaded kernels", invoke("dumpKernels"));
    }

    @Test
    void shouldCountBuffersAndAnomalies() throws JMException {
        LedgerProcess process = fixture.allocate(10, 3, MemoryType.DRAM, 0x100, 4096);
        fixture.allocate(10, 3, MemoryType.DRAM, 0x200, 4096);
        fixture.allocate(11, 5, MemoryType.L1, 0x300, 64);
        fixture.ledger.free(process, 3, 0x100);
        fixture.ledger.free(process, 3, 0x999);
        fixture.ledger.release(process, ExitReason.DEAD);
        fixture.sync();

        assertEquals(3L, fixture.get(Names.SERVER, "Allocations"));
        assertEquals(1L, fixture.get(Names.SERVER, "Frees"));
        assertEquals(1L, fixture.get(Names.SERVER, "Orphans"));
        assertEquals(1L, fixture.get(Names.SERVER, "LiveBuffers"));
        assertEquals(1, fixture.get(Names.SERVER, "Processes"));
        assertEquals(2, fixture.get(Names.SERVER, "Devices"), "one known, one only reported");
        assertEquals(1L, value("Anomalies", "unknown_free"));
        assertEquals(0L, value("Anomalies", "double_free"));
    }

    @Test
    void shouldListBuffersAsAsked() throws JMException {
        fixture.allocate(10, 3, MemoryType.DRAM, 0x100, 1000);
        fixture.ledger.advance(Fixture.NOW_MICROS + 2_000_000);
        fixture.allocate(11, 3, MemoryType.L1, 0x200, 3000);
        fixture.allocate(11, 4, MemoryType.DRAM, 0xffff_ffff_ffff_fff0L, 2000);
        fixture.sync();

        assertEquals(List.of(3000L, 2000L, 1000L), sizes(-1, -1, "", "LARGEST", 10));
        assertEquals(List.of(3000L), sizes(-1, -1, null, null, 1));
        assertEquals(List.of(1000L), sizes(-1, -1, "", "oldest", 1));
        assertEquals(List.of(3000L, 2000L), sizes(11, -1, "", "", 10));
        assertEquals(List.of(3000L, 1000L), sizes(-1, 3, "", "", 10));
        assertEquals(List.of(2000L, 1000L), sizes(-1, -1, "dram", "", 10));
        assertEquals(List.of(), sizes(-1, -1, "", "", 0));

        CompositeData oldest = list(-1, -1, "", "OLDEST", 1)[0];
        assertEquals("0x100", oldest.get("address"));
        assertEquals("2027-01-15T08:00:00Z", oldest.get("allocated"));
        assertEquals(2000L, oldest.get("ageMillis"));
        assertEquals(1L, oldest.get("references"));
        assertEquals("0xfffffffffffffff0", list(-1, 4, "", "", 1)[0].get("address"));
    }

    @ParameterizedTest
    @CsvSource({
        "HBM,  LARGEST, 1,     unknown memory type 'HBM'",
        "DRAM, NEWEST,  1,     'order must be LARGEST or OLDEST, but is ''NEWEST'''",
        "DRAM, OLDEST,  -1,    'limit must not be negative, but is -1'",
        "DRAM, OLDEST,  10001, 'limit must be 0 to 10000, but is 10001'",
    })
    void shouldSayWhatIsWrongWithAQuestion(String memory, String order, int limit, String why) {
        RuntimeMBeanException e =
                assertThrows(RuntimeMBeanException.class, () -> list(-1, -1, memory, order, limit));
        Throwable cause = assertInstanceOf(IllegalArgumentException.class, e.getCause());
        assertEquals(why, String.valueOf(cause.getMessage()).replaceFirst(";.*", ""));
    }

    @Test
    void shouldListMemoryOfAllDevices() throws JMException {
        fixture.allocate(10, 5, MemoryType.DRAM, 0x100, 1000);
        fixture.sync();
        CompositeData[] rows = (CompositeData[]) invoke("listMemory");
        assertEquals(14, rows.length);
        assertEquals(12L << 30, rows[0].get("capacity"));
        assertEquals(0L, rows[0].get("used"));
        assertEquals(5, rows[7].get("device"));
        assertEquals("DRAM", rows[7].get("memory"));
        assertEquals(1000L, rows[7].get("used"));
        assertEquals(1L, rows[7].get("buffers"));
        assertNull(rows[7].get("capacity"));
    }

    @Test
    void shouldListProcesses() throws JMException {
        fixture.allocate(10, 3, MemoryType.TRACE, 0x100, 1000);
        fixture.allocate(10, 3, MemoryType.CIRCULAR_BUFFER, 0x200, 20);
        fixture.sync();
        CompositeData row = ((CompositeData[]) invoke("listProcesses"))[0];
        assertEquals(10, row.get("pid"));
        assertEquals("model10", row.get("name"));
        assertEquals("ada", row.get("user"));
        assertEquals(1000L, row.get("dramInUse"));
        assertEquals(20L, row.get("l1InUse"));
        assertEquals(1020L, row.get("used"));
        assertEquals(2L, row.get("buffers"));
        assertEquals(Fixture.NOW_MICROS / 1000, row.get("lastReportTime"));
    }

    @Test
    void shouldListWhatEachProcessHolds() throws JMException {
        LedgerProcess process = fixture.allocate(10, 3, MemoryType.DRAM, 0x100, 1000);
        fixture.allocate(10, 3, MemoryType.DRAM, 0x200, 24);
        fixture.allocate(10, 5, MemoryType.L1, 0x300, 70);
        fixture.allocate(11, 3, MemoryType.KERNEL, 0x400, 8);
        fixture.ledger.free(process, 3, 0x100);
        fixture.ledger.free(process, 3, 0x200);
        fixture.sync();
        CompositeData[] rows = (CompositeData[]) invoke("listHoldings");
        assertEquals(
                List.of("10 3 DRAM 0 1024 0", "10 5 L1 70 70 1", "11 3 KERNEL 8 8 1"),
                Arrays.stream(rows)
                        .map(
                                row ->
                                        String.join(
                                                " ",
                                                row.get("pid").toString(),
                                                row.get("device").toString(),
                                                row.get("memory").toString(),
                                                row.get("used").toString(),
                                                row.get("peak").toString(),
                                                row.get("buffers").toString()))
                        .toList());
        assertEquals(true, rows[0].get("verified"));
        assertEquals("socket", rows[0].get("source"));
    }

    @Test
    void shouldResetAllPeaks() throws JMException {
        LedgerProcess process = fixture.allocate(10, 3, MemoryType.DRAM, 0x100, 1000);
        fixture.allocate(10, 5, MemoryType.L1, 0x200, 70);
        fixture.ledger.free(process, 3, 0x100);
        fixture.sync();
        assertEquals(1000L, fixture.get(Names.deviceMemory(3, MemoryType.DRAM), "Peak"));
        invoke("resetPeaks");
        fixture.sync();
        assertEquals(0L, fixture.get(Names.deviceMemory(3, MemoryType.DRAM), "Peak"));
        assertEquals(70L, fixture.get(Names.deviceMemory(5, MemoryType.L1), "Peak"));
    }

    @Test
    void shouldDumpTheRecording() throws JMException {
        assertEquals("/x.jfr!", dumpRecording(" /x.jfr"));
        assertEquals("/x.jfr", fixture.access.dumpedTo);
        assertEquals("!", dumpRecording(null));
        MBeanException e = assertThrows(MBeanException.class, () -> dumpRecording("/full"));
        assertInstanceOf(IOException.class, e.getCause());
    }

    @Test
    void shouldTellOfProcessesThatComeAndGo() throws JMException {
        List<Notification> heard = fixture.listen(Names.SERVER);
        LedgerProcess process = fixture.allocate(10, 3, MemoryType.DRAM, 0x100, 1000);
        fixture.allocate(10, 3, MemoryType.SYSTEM_MEMORY, 0x200, 99);
        fixture.sync();
        fixture.ledger.release(process, ExitReason.DISCONNECTED);
        fixture.sync();

        assertEquals(2, heard.size());
        Notification attached = heard.get(0);
        assertEquals("tenstorrent.process.attached", attached.getType());
        assertEquals("process 10 (model10) attached", attached.getMessage());
        assertEquals(1, attached.getSequenceNumber());
        assertEquals(Names.SERVER, attached.getSource());
        Notification exited = heard.get(1);
        assertEquals("tenstorrent.process.exited", exited.getType());
        assertEquals(2, exited.getSequenceNumber());
        assertEquals(
                "process 10 (model10) exited (its last connection closed), 1000 bytes in 2 buffers"
                        + " orphaned",
                exited.getMessage());
        CompositeData data = (CompositeData) exited.getUserData();
        assertEquals(10, data.get("pid"));
        assertEquals("model10", data.get("name"));
        assertEquals(1000L, data.get("orphanedBytes"));
        assertEquals(2L, data.get("orphanedBuffers"));
        assertEquals("DISCONNECTED", data.get("reason"));
    }

    @Test
    void shouldShowIncidents() throws JMException {
        assertEquals(9L, fixture.get(Names.SERVER, "Incidents"));
        assertEquals(1L, fixture.get(Names.SERVER, "IncidentsNotWritten"));
        CompositeData[] rows = (CompositeData[]) invoke("listIncidents");
        assertEquals(1, rows.length);
        assertEquals("device-lost", rows[0].get("kind"));
        assertEquals(3, rows[0].get("device"));
        assertNull(rows[0].get("pid"));
        assertEquals("/state/incidents/a.jfr", rows[0].get("file"));
        assertEquals(37L, rows[0].get("more"));
    }

    @Test
    void shouldTellOfIncidents() throws JMException {
        List<Notification> heard = fixture.listen(Names.SERVER);
        fixture.queue.incident(
                new IncidentRow(
                        1_800_000_000_123L, "thermal-trip", 3, null, "hot", 0, "/a.jfr", 0));
        fixture.sync();
        assertEquals(1, heard.size());
        assertEquals("tenstorrent.incident", heard.get(0).getType());
        assertEquals("thermal-trip: hot", heard.get(0).getMessage());
        assertEquals(1_800_000_000_123L, heard.get(0).getTimeStamp());
        CompositeData data = (CompositeData) heard.get(0).getUserData();
        assertEquals(3L, data.get("device"));
        assertNull(data.get("pid"));
        assertEquals("/a.jfr", data.get("file"));
    }

    @Test
    void shouldCountNotificationsThatDoNotFit() throws JMException {
        try (Fixture small = new Fixture(2)) {
            small.sync();
            List<Notification> heard = small.listen(Names.SERVER);
            for (int pid = 1; pid <= 5; pid++) {
                small.allocate(pid, 0, MemoryType.DRAM, 1, 1);
            }
            small.sync();
            assertEquals(2, heard.size());
            assertEquals(3L, small.get(Names.SERVER, "DroppedNotifications"));
            small.allocate(6, 0, MemoryType.DRAM, 1, 1);
            small.sync();
            assertEquals(3, heard.size(), "there is room again");
        }
    }

    @Test
    void shouldHaveNothingToSet() {
        assertThrows(
                JMException.class,
                () -> fixture.server.setAttribute(Names.SERVER, new Attribute("Version", "2")));
    }

    private Object value(String attribute, String key) throws JMException {
        TabularData table = (TabularData) fixture.get(Names.SERVER, attribute);
        return table.get(new Object[] {key}).get("value");
    }

    @Test
    void shouldListWhatIsRemembered() throws JMException {
        CompositeData row =
                ((CompositeData[])
                                fixture.server.invoke(
                                        Names.SERVER,
                                        "listHistory",
                                        new Object[] {3, 60, 7},
                                        new String[] {"int", "int", "int"}))
                        [0];
        assertEquals(5000L, row.get("time"));
        assertEquals(1000L, row.get("millis"));
        assertEquals(3L, row.get("dramInUse"), "the device");
        assertEquals(7L, row.get("l1InUse"), "the steps");
        assertNull(row.get("temperature"));
        assertEquals(1.5, row.get("power"));
    }

    private Object invoke(String operation) throws JMException {
        return fixture.server.invoke(Names.SERVER, operation, new Object[0], new String[0]);
    }

    private Object dumpRecording(@Nullable String path) throws JMException {
        return fixture.server.invoke(
                Names.SERVER,
                "dumpRecording",
                new @Nullable Object[] {path},
                new String[] {STRING});
    }

    private List<Object> sizes(
            int pid, int device, @Nullable String memory, @Nullable String order, int limit)
            throws JMException {
        return Arrays.stream(list(pid, device, memory, order, limit))
                .map(row -> row.get("bytes"))
                .toList();
    }

    private CompositeData[] list(
            int pid, int device, @Nullable String memory, @Nullable String order, int limit)
            throws JMException {
        return (CompositeData[])
                fixture.server.invoke(
                        Names.SERVER,
                        "listBuffers",
                        new @Nullable Object[] {pid, device, memory, order, limit},
                        new String[] {INT, INT, STRING, STRING, INT});
    }
}
