package org.ttflight.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ttflight.fakehost.FakeCard;
import org.ttflight.fakehost.FakeDevice;
import org.ttflight.fakehost.FakeHost;
import org.ttflight.host.DeviceStatus;
import org.ttflight.host.HostRoots;
import org.ttflight.host.HostWatch;

/** Devices of a made-up host that are really watched. */
@Timeout(60)
class OnAHostTest {
    private static final HostWatch.Options QUICK =
            new HostWatch.Options(
                    Duration.ofMillis(20),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(1500),
                    Duration.ofHours(1),
                    64,
                    Duration.ofMillis(20),
                    Duration.ofMillis(20),
                    Map.of());

    @TempDir Path directory = Path.of("");

    private static List<String> kinds(Watched watched) {
        watched.pass(Duration.ZERO);
        return watched.incidents().stream()
                .map(incident -> incident.kind() + " " + incident.device())
                .sorted()
                .toList();
    }

    private static long readable(HostWatch watch) {
        return watch.state().devices().stream()
                .filter(sample -> sample.status() == DeviceStatus.READABLE)
                .count();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within 30 s");
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Test
    void shouldTellWhatHappensToDevicesAndNothingElse() throws Exception {
        FakeHost host = FakeHost.create(directory.resolve("host"));
        FakeDevice trips = host.addDevice(0, FakeCard.P150A);
        FakeDevice leaves = host.addDevice(1, FakeCard.N300);
        trips.set("tt_therm_trip_count", 5); // before we came
        leaves.file("tt_heartbeat").delete(); // has none, so it does not stop
        Watched watched = new Watched(directory);
        try (HostWatch watch =
                new HostWatch(HostRoots.under(host.root()), QUICK, watched.watch, List::of)) {
            watch.start();
            await(() -> readable(watch) == 2);
            leaves.remove();
            await(() -> kinds(watched).size() == 2);
            assertEquals(List.of("device-lost 1", "heartbeat-stalled 0"), kinds(watched));
            trips.set("tt_therm_trip_count", 6);
            await(() -> kinds(watched).size() == 3);
            assertEquals("thermal-trip 0", kinds(watched).get(2));
        }
        assertEquals(3, watched.watch.incidents());
    }

    @Test
    void shouldTellNothingOfAHostWithoutDevices() throws Exception {
        FakeHost host = FakeHost.create(directory.resolve("host"));
        Watched watched = new Watched(directory);
        try (HostWatch watch =
                new HostWatch(HostRoots.under(host.root()), QUICK, watched.watch, List::of)) {
            watch.start();
            await(() -> watch.state().epochMillis() != 0);
        }
        assertEquals(List.of(), kinds(watched));
    }
}
