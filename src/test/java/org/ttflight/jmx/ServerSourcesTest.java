package org.ttflight.jmx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ttflight.host.HostDevice;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.SharedRegion;
import org.ttflight.ledger.SharedSlot;
import org.ttflight.ledger.SharedUsage;
import org.ttflight.ledger.Verdict;

/** What the server bean tells of the sources beside the socket. */
class ServerSourcesTest {
    private final Fixture fixture = new Fixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldShowTheStateOfEverySource() throws JMException {
        fixture.sync();
        assertEquals("not read", value("Sources", "driver"));
        assertNull(fixture.get(Names.SERVER, "DriverVersion"));
        assertNull(fixture.get(Names.SERVER, "HostReadTime"));
        assertNull(fixture.get(Names.SERVER, "SharedMemoryReadTime"));
        Scene scene = new Scene(fixture.ledger.snapshot());
        scene.regions.add(region("141176416515936", null));
        scene.regions.add(region("77", 3));
        scene.problems.add("detail.csv: cut off");
        fixture.show(scene.observation());
        assertEquals("listening", value("Sources", "ingest"));
        assertEquals("2 devices", value("Sources", "driver"));
        assertEquals("2 files", value("Sources", "sharedMemory"));
        assertEquals("1 report in /tmp", value("Sources", "reports"));
        assertEquals("2.10.0", fixture.get(Names.SERVER, "DriverVersion"));
        assertEquals(Scene.NOW_MILLIS, fixture.get(Names.SERVER, "HostReadTime"));
        assertEquals(Scene.NOW_MILLIS + 1, fixture.get(Names.SERVER, "SharedMemoryReadTime"));
        assertEquals(2, fixture.get(Names.SERVER, "SharedMemoryRegions"));
        assertEquals(1, fixture.get(Names.SERVER, "UnmappedRegions"));
        assertArrayEquals(
                new String[] {"detail.csv: cut off"},
                (String[]) fixture.get(Names.SERVER, "ReportProblems"));
        assertEquals(0, ((CompositeData[]) fixture.get(Names.SERVER, "LostDevices")).length);
    }

    @Test
    void shouldListSharedMemory() throws JMException {
        Scene scene = new Scene(null);
        scene.regions.add(region("141176416515936", null));
        fixture.show(scene.observation());
        CompositeData row = ((CompositeData[]) invoke("listSharedMemory"))[0];
        assertEquals("141176416515936", row.get("id"));
        assertEquals(4, row.get("version"));
        assertNull(row.get("device"));
        assertEquals("no rule holds", row.get("mapping"));
        assertEquals("stale", row.get("verdict"));
        assertEquals("all who wrote it are gone", row.get("detail"));
        assertEquals(5000L, row.get("lastUpdateTime"));
        assertEquals(1, row.get("liveSlots"));
        assertEquals(2, row.get("staleSlots"));
        assertEquals(1, row.get("unverifiableSlots"));
        assertEquals(6, row.get("underflows"));
        TabularData claimed = (TabularData) row.get("claimed");
        assertEquals(1, claimed.size());
        assertEquals(64L, claimed.get(new Object[] {"CB"}).get("value"));
    }

    private static SharedRegion region(String id, @Nullable Integer device) {
        return new SharedRegion(
                id,
                4,
                device,
                "no rule holds",
                Verdict.STALE,
                "all who wrote it are gone",
                Scene.stating(MemoryType.CIRCULAR_BUFFER, 64),
                5_000_000L,
                List.of(),
                List.of(
                        slot(Verdict.LIVE),
                        slot(Verdict.STALE),
                        slot(Verdict.STALE),
                        slot(Verdict.UNVERIFIABLE)),
                6,
                false);
    }

    private static SharedSlot slot(Verdict verdict) {
        return new SharedSlot(0, 1, -1, -1, verdict, "", SharedUsage.UNKNOWN, null);
    }

    @Test
    void shouldListDevices() throws JMException {
        Scene scene = new Scene(null);
        scene.devices.add(Scene.healthy(3, Scene.ASIC));
        scene.devices.add(Scene.device(HostDevice.unknown(4), null, Map.of()));
        fixture.show(scene.observation());
        CompositeData[] rows = (CompositeData[]) invoke("listDevices");
        assertEquals(2, rows.length);
        Map<String, Object> expected =
                Map.ofEntries(
                        Map.entry("device", 3),
                        Map.entry("cardType", "n300"),
                        Map.entry("architecture", "Wormhole_B0"),
                        Map.entry("asicId", Scene.ASIC),
                        Map.entry("serial", "0100014511708037"),
                        Map.entry("pciAddress", "0000:41:00.0"),
                        Map.entry("simulated", false),
                        Map.entry("status", "readable"),
                        Map.entry("health", "ok"),
                        Map.entry("healthState", "ok"),
                        Map.entry("telemetryTime", Scene.NOW_MILLIS - 100),
                        Map.entry("temperature", 1.5),
                        Map.entry("temperatureLimit", 2.5),
                        Map.entry("voltage", 3.5),
                        Map.entry("current", 5.5),
                        Map.entry("power", 7.5),
                        Map.entry("powerLimit", 8.5),
                        Map.entry("fanSpeed", 9L),
                        Map.entry("aiClock", 10L),
                        Map.entry("heartbeatAge", 3000L),
                        Map.entry("pcieToDeviceRate", 64.0),
                        Map.entry("pcieFromDeviceRate", 3.5),
                        Map.entry("source", "none"),
                        Map.entry("processes", 0),
                        Map.entry("untracked", 0));
        for (Map.Entry<String, Object> each : expected.entrySet()) {
            assertEquals(each.getValue(), rows[0].get(each.getKey()), each.getKey());
        }
        for (String key :
                List.of("status", "temperature", "telemetryTime", "dramInUse", "asicId")) {
            assertNull(rows[1].get(key), key);
        }
        assertEquals(4, rows[1].get("device"));
    }

    private Object value(String attribute, String key) throws JMException {
        TabularData table = (TabularData) fixture.get(Names.SERVER, attribute);
        return table.get(new Object[] {key}).get("value");
    }

    private Object invoke(String operation) throws JMException {
        return fixture.server.invoke(Names.SERVER, operation, new Object[0], new String[0]);
    }
}
