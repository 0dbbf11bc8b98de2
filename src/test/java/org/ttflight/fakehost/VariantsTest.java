package org.ttflight.fakehost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VariantsTest {
    @TempDir Path directory;
    private FakeHost host;

    @BeforeEach
    void makeHost() throws IOException {
        host = FakeHost.create(directory);
    }

    private static Set<String> names(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(path -> path.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void shouldShowNothingOfOldFirmware() throws IOException {
        FakeDevice device = host.addDevice(0, FakeCard.N150);
        Variants.oldFirmware(device);
        assertEquals(
                Set.of("dev", "device", "power", "subsystem", "uevent"),
                names(device.classDirectory()));
        assertFalse(Files.exists(device.pciDirectory().resolve("hwmon")));
        assertEquals(Set.of("hwmon0"), names(host.sys().resolve("class/hwmon")));
        device.moveTo(1);
    }

    @Test
    void shouldShowLessWithOldDrivers() throws IOException {
        FakeDevice blackhole = host.addDevice(0, FakeCard.P150A);
        FakeDevice wormhole = host.addDevice(1, FakeCard.N150);
        Variants.driver28(host);
        assertEquals("2.8.0\n", host.file("sys/module/tenstorrent/version").text());
        assertFalse(Files.exists(blackhole.hwmon("power1_max").path()));
        assertTrue(Files.exists(wormhole.hwmon("power1_max").path()));
        assertTrue(Files.exists(blackhole.file("tt_heartbeat").path()));
        Variants.driver134(host);
        assertFalse(Files.exists(host.driver()));
        assertFalse(Files.exists(blackhole.file("tt_heartbeat").path()));
        assertFalse(Files.exists(blackhole.counter("slv_rd_data_word_sent0").path()));
        assertThrows(NoSuchFileException.class, () -> blackhole.openBy(1));
    }

    @Test
    void shouldReadAllOnes() throws IOException {
        for (FakeCard card : FakeCard.values()) {
            FakeDevice device = host.addDevice(host.devices().size(), card);
            Set<String> before = names(device.classDirectory());
            Variants.allOnes(device);
            assertEquals(before, names(device.classDirectory()));
            assertEquals("65535999\n", device.hwmon("temp1_input").text());
            assertEquals("4293967296\n", device.hwmon("power1_max").text());
        }
    }

    @Test
    void shouldForgetTheSign() throws IOException {
        FakeDevice device = host.addDevice(0, FakeCard.P150A);
        Variants.temperature(device, -5);
        assertEquals("65531000\n", device.hwmon("temp1_input").text());
    }

    @Test
    void shouldBlockAReaderUntilReleased() throws Exception {
        FakeFile file = host.addDevice(0, FakeCard.P150A).file("tt_aiclk");
        Obstacle obstacle = Obstacle.fifo(file);
        CompletableFuture<String> reader =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return file.text();
                            } catch (IOException e) {
                                return e.toString();
                            }
                        });
        assertFalse(Files.isRegularFile(file.path()));
        assertFalse(reader.isDone());
        obstacle.release("1350\n");
        assertTrue(Set.of("1350\n", "").contains(reader.get(20, TimeUnit.SECONDS)));
        assertEquals("1350\n", file.text());
        assertEquals(Set.of(), names(host.root().resolve(Tree.STAGING)));
    }

    @Test
    void shouldPutThingsInTheWayAndTakeThemAway() throws IOException {
        FakeFile file = host.addDevice(0, FakeCard.P150A).file("tt_aiclk");
        try (Obstacle obstacle = Obstacle.directory(file)) {
            assertTrue(Files.isDirectory(file.path()));
            assertThrows(IOException.class, file::text);
            assertEquals("800\n", read(file, obstacle));
        }
        try (Obstacle obstacle = Obstacle.unreadable(file)) {
            assertEquals(Set.of(), Files.getPosixFilePermissions(file.path()));
            assertEquals("800\n", read(file, obstacle));
        }
        assertEquals(4, Files.getPosixFilePermissions(file.path()).size());
    }

    private static String read(FakeFile file, Obstacle obstacle) throws IOException {
        obstacle.close();
        return file.text();
    }

    @Test
    void shouldRefuseToWriteToADeviceThatIsAway() throws IOException {
        FakeDevice device = host.addDevice(0, FakeCard.P150A);
        FakeFile early = device.file("tt_aiclk");
        device.remove();
        assertThrows(NoSuchFileException.class, () -> early.set(1));
        device.set("tt_aiclk", 2).returnAs(0);
        assertEquals("2\n", early.text());
    }
}
