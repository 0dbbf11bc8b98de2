package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ttflight.fakehost.FakeCard;
import org.ttflight.fakehost.FakeDevice;
import org.ttflight.fakehost.FakeHost;
import org.ttflight.fakehost.FakeReport;
import org.ttflight.fakehost.FakeUsage;
import org.ttflight.fakehost.Obstacle;

/** What the driver, shared memory and reports tell, in every view, while devices come and go. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostIT extends EndToEnd {
    private static final int STOCK = 4242;
    private static final int UNTRACKED = 4250;
    private static final long DRAM = 16L << 30;
    private static final String DEVICE = "tenstorrent:type=Device,device=";
    private static final String MEMORY = "tenstorrent:type=DeviceMemory,device=0,memory=";

    private FakeHost host;
    private FakeDevice blackhole;
    private FakeDevice wormhole;

    @BeforeEach
    void makeHost() throws Exception {
        host = FakeHost.create(directory.resolve("host"));
        blackhole = host.addDevice(0, FakeCard.P150A);
        wormhole = host.addDevice(1, FakeCard.N300);
        host.process(STOCK).commandLine("python3", "serve.py").residentPages(2000).write();
        host.process(UNTRACKED).commandLine("/opt/tool").write();
        blackhole.openBy(STOCK, STOCK);
        wormhole.openBy(UNTRACKED, 0);
        long now = System.currentTimeMillis() * 1_000_000;
        blackhole
                .sharedMemory(4)
                .slot(0, STOCK, "python3", new FakeUsage(DRAM, 3 << 20, 0, 1 << 20, 2 << 20), now)
                .sum()
                .lastUpdate(now)
                .write();
        host.report("dev0_")
                .banks(
                        new FakeReport.Banks(
                                "DRAM",
                                8,
                                List.of(
                                        new FakeReport.Block(0, 26_214_400, true),
                                        new FakeReport.Block(26_214_400, 4_246_126_976L, false))))
                .banks(
                        new FakeReport.Banks(
                                "L1", 110, List.of(new FakeReport.Block(0, 1_461_504, false))))
                .write();
    }

    private DaemonProcess daemonOnHost() throws Exception {
        return daemon(
                "--host-root",
                host.root().toString(),
                "--reports",
                host.reports().toString(),
                "--recording",
                "profile");
    }

    @Test
    void shouldShowWhatTheHostSaysInEveryView() throws Exception {
        DaemonProcess daemon = daemonOnHost();
        Beans beans = keep(Beans.attach(daemon.pid()));
        Await.passes(Await.LONG, () -> checkBeans(beans));

        String screen =
                Command.run(Command.ttFlight("smi", "--socket", daemon.socket().toString()))
                        .orFail();
        assertTrue(screen.contains("p150a"), screen);
        assertTrue(screen.contains("41°C"), screen);
        assertTrue(screen.contains("Shared memory"), screen);
        assertTrue(screen.contains("Tracking disabled"), screen);

        List<String> monitor =
                Command.ttFlight(
                        "monitor", "-n", "1", "-d", "0", "--socket", daemon.socket().toString());
        Await.passes(Await.LONG, () -> assertTrue(hasPast(Command.run(monitor).orFail())));
        Await.passes(
                Await.LONG,
                () -> {
                    String request = "history window=60 steps=1 device=0";
                    String past = Asking.text(daemon.socket(), request);
                    assertTrue(past.contains("\"dramUsed\":[" + (DRAM + (1 << 20)) + "]"), past);
                    assertTrue(past.contains("\"temperature\":[40.812]"), past);
                });

        List<RecordedEvent> telemetry = events(daemon, "tenstorrent.DeviceTelemetry");
        RecordedEvent last = telemetry.get(telemetry.size() - 2);
        assertEquals(0, last.getInt("device"));
        assertEquals(40.812, last.getDouble("temperature"), 0.001);
        List<RecordedEvent> rows = events(daemon, "tenstorrent.ProcessMemory");
        assertTrue(
                rows.stream()
                        .anyMatch(
                                row ->
                                        row.getInt("processId") == STOCK
                                                && row.getString("memoryType").equals("DRAM")
                                                && row.getLong("used") == DRAM));
        assertEquals("", daemon.err().replaceAll("(?m)^.* INFO .*\n?", ""));
    }

    private void checkBeans(Beans beans) throws Exception {
        if (beans.names(DEVICE + "*") < 2 || beans.names(MEMORY + "DRAM") == 0) {
            throw new AssertionError("no devices yet");
        }
        assertEquals(40.812, beans.get(DEVICE + 0, "Temperature"));
        assertEquals(30.0, beans.get(DEVICE + 0, "Power"));
        assertEquals("p150a", beans.get(DEVICE + 0, "CardType"));
        assertEquals(35.125, beans.get(DEVICE + 1, "Temperature"));
        assertNull(beans.get(DEVICE + 1, "FanSpeed"));
        assertEquals(2, beans.get(DEVICE + 1, "UntrackedProcesses")); // one is not visible
        assertEquals(DRAM, beans.get(MEMORY + "DRAM", "Used"));
        assertEquals("shared memory", beans.get(MEMORY + "DRAM", "Source"));
        assertEquals(8 * 4_272_341_376L, beans.get(MEMORY + "DRAM", "Capacity"));
        assertEquals("csv", beans.get(MEMORY + "DRAM", "CapacitySource"));
        assertEquals(4_246_126_976L, beans.get(MEMORY + "DRAM", "BankLargestFreeBlock"));
        String process = "tenstorrent:type=Process,pid=";
        assertEquals(2000 * 4096L, beans.get(process + STOCK, "ResidentBytes"));
        assertEquals("Shared memory", beans.get(process + STOCK, "Tracking"));
        assertEquals("Tracking disabled", beans.get(process + UNTRACKED, "Tracking"));
        assertNull(beans.get(process + UNTRACKED, "Used"));
    }

    @Test
    void shouldFollowDevicesThatLeaveReturnAndHang() throws Exception {
        DaemonProcess daemon = daemonOnHost();
        Beans beans = keep(Beans.attach(daemon.pid()));
        Await.passes(Await.LONG, () -> assertEquals(2, beans.names(DEVICE + "*")));

        blackhole.remove();
        Await.passes(Await.LONG, () -> assertEquals(0, beans.names(DEVICE + 0)));
        blackhole.returnAs(5);
        Await.passes(
                Await.LONG,
                () -> {
                    assertEquals(1, beans.names(DEVICE + 5));
                    assertEquals(
                            "%016X".formatted(blackhole.asicId()), beans.get(DEVICE + 5, "AsicId"));
                });
        try (Obstacle reset = Obstacle.fifo(wormhole.hwmon("temp1_input"))) {
            Await.passes(
                    Await.LONG, () -> assertEquals("blocked", beans.get(DEVICE + 1, "Status")));
            assertNull(beans.get(DEVICE + 1, "Temperature"));
            assertEquals("readable", beans.get(DEVICE + 5, "Status"));
            reset.release("36000\n");
        }
        Await.passes(
                Await.LONG,
                () -> {
                    assertEquals("readable", beans.get(DEVICE + 1, "Status"));
                    assertEquals(36.0, beans.get(DEVICE + 1, "Temperature"));
                });

        for (String incident : List.of("DeviceLost", "DeviceReturned", "DeviceBlocked")) {
            assertEquals(1, events(daemon, "tenstorrent." + incident).size(), incident);
        }
        RecordedEvent returned = events(daemon, "tenstorrent.DeviceReturned").get(0);
        assertEquals(5, returned.getInt("device"));
        assertTrue(daemon.err().contains("device 0 (p150a)"), daemon.err());
    }

    @Test
    void shouldReadTheHostItselfWhereNoDaemonRuns() throws Exception {
        List<String> smi =
                Command.ttFlight("smi", "--host-root", host.root().toString(), "--width", "120");
        String screen = Command.run(smi).orFail();
        assertTrue(screen.contains("p150a"), screen);
        assertTrue(screen.contains("16.0 GiB"), screen);
        assertTrue(screen.contains("without a daemon"), screen);
        assertFalse(Files.exists(Path.of(directory.toString(), "tt.sock")));
    }

    private static boolean hasPast(String frame) {
        return frame.lines().anyMatch(line -> line.matches(" +5 min: .*█ .* max +16.0 GiB"));
    }

    private List<RecordedEvent> events(DaemonProcess daemon, String name) throws Exception {
        Path file = FlightDump.dump(daemon.pid(), directory);
        List<RecordedEvent> found = new ArrayList<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            if (event.getEventType().getName().equals(name)) {
                found.add(event);
            }
        }
        return found;
    }
}
