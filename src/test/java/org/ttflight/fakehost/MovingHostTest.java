package org.ttflight.fakehost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovingHostTest {
    private static final long START = 1_795_000_000_000L;

    @TempDir Path directory;
    private FakeHost host;
    private FakeDevice blackhole;
    private FakeDevice wormhole;
    private long now = START;

    @BeforeEach
    void makeHost() throws IOException {
        host = FakeHost.create(directory.resolve("host"));
        blackhole = host.addDevice(0, FakeCard.P150A);
        wormhole = host.addDevice(1, FakeCard.N300);
    }

    private MovingHost moving(FakeHost of, long seed) throws IOException {
        return new MovingHost(of, seed, () -> now);
    }

    private static Map<Path, String> contents(FakeHost host) throws IOException {
        Map<Path, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(host.root())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                boolean isNode = file.startsWith(host.root().resolve("dev/tenstorrent"));
                if (Files.isRegularFile(file) && !isNode) {
                    byte[] bytes = Files.readAllBytes(file);
                    contents.put(host.root().relativize(file), Arrays.toString(bytes));
                }
            }
        }
        return contents;
    }

    @Test
    void shouldRepeatItselfWithTheSameSeed() throws IOException {
        List<Map<Path, String>> ends = new ArrayList<>();
        for (long seed : List.of(7L, 7L, 8L)) {
            now = START;
            FakeHost one = FakeHost.create(directory.resolve("repeat"));
            FakeDevice device = one.addDevice(0, FakeCard.P150A);
            one.addDevice(1, FakeCard.N300);
            MovingHost moving = moving(one, seed);
            moving.addStockProgram(device, 77, "stock");
            for (int step = 0; step < 20; step++) {
                now += 500;
                moving.step();
            }
            ends.add(contents(one));
            FakeHost.delete(one.root());
        }
        assertEquals(ends.get(0), ends.get(1));
        assertNotEquals(ends.get(0), ends.get(2));
    }

    @Test
    void shouldStayWithinWhatChipsDo() throws IOException {
        MovingHost moving = moving(host, 1);
        Set<Long> clocks = new HashSet<>();
        double hottest = 0;
        for (int step = 0; step < 200; step++) {
            now += 1000;
            moving.step();
            for (FakeDevice device : host.devices()) {
                long clock = device.file("tt_aiclk").number();
                boolean isBusy = clock == device.card().busyClock();
                assertTrue(isBusy || clock == device.card().idleClock(), () -> "" + clock);
                clocks.add(clock);
                assertTrue(moving.load(device) >= 0 && moving.load(device) <= 1);
                double celsius = device.hwmon("temp1_input").number() / 1e3;
                assertTrue(celsius > 30 && celsius < device.hwmon("temp1_max").number() / 1e3);
                hottest = Math.max(hottest, celsius);
                double watts = device.hwmon("power1_input").number() / 1e6;
                assertTrue(watts >= device.card().idlePower() - 1);
                assertTrue(watts <= device.card().powerLimit());
                double volts = device.hwmon("in0_input").number() / 1e3;
                double amperes = device.hwmon("curr1_input").number() / 1e3;
                assertEquals(watts, volts * amperes, 2);
            }
        }
        assertEquals(Set.of(500L, 1000L, 800L, 1350L), clocks);
        assertTrue(hottest > 55, "" + hottest);
        assertTrue(blackhole.hwmon("fan1_input").number() >= 2068);
        assertFalse(Files.exists(wormhole.hwmon("fan1_input").path()));
    }

    @Test
    void shouldCountAsTimePassesAndWrapAt32Bits() throws IOException {
        blackhole.set("tt_heartbeat", 0xFFFF_FFFFL - 5);
        blackhole.counter("slv_posted_wr_data_word_received0").set(0xFFFF_FFFFL);
        MovingHost moving = moving(host, 1);
        now += 1000;
        moving.step();
        assertEquals(6, blackhole.file("tt_heartbeat").number());
        long wrapped = blackhole.counter("slv_posted_wr_data_word_received0").number();
        assertTrue(wrapped < 30_000_000, "" + wrapped);
        now += 500;
        moving.step();
        assertEquals(12, blackhole.file("tt_heartbeat").number());
        assertTrue(blackhole.counter("slv_posted_wr_data_word_received0").number() > wrapped);
        now += 3_600_000;
        moving.step();
        assertEquals(12 + 5 * 12, blackhole.file("tt_heartbeat").number());
        moving.reset(blackhole);
        now += 1000;
        moving.step();
        assertEquals(12, blackhole.file("tt_heartbeat").number());
    }

    @Test
    void shouldLeaveAloneWhatIsAwayOrHeld() throws IOException {
        MovingHost moving = moving(host, 1);
        moving.hold(wormhole);
        blackhole.remove();
        now += 1000;
        moving.step();
        assertEquals(1_234_567, wormhole.file("tt_heartbeat").number());
        moving.letGo(wormhole);
        blackhole.returnAs(3);
        now += 1000;
        moving.step();
        assertEquals(1_234_567 + 12, wormhole.file("tt_heartbeat").number());
        assertEquals(43_874 + 12, blackhole.file("tt_heartbeat").number());
        assertTrue(Files.exists(host.sys().resolve("class/tenstorrent/tenstorrent!3/tt_aiclk")));
    }

    @Test
    void shouldShowAStockProgramInSharedMemoryOnly() throws IOException {
        MovingHost moving = moving(host, 1);
        FakeSharedMemory memory = moving.addStockProgram(wormhole, 4711, "vllm");
        Set<Long> sizes = new HashSet<>();
        for (int step = 0; step < 20; step++) {
            now += 1000;
            moving.step();
            ByteBuffer bytes =
                    ByteBuffer.wrap(Files.readAllBytes(memory.file()))
                            .order(ByteOrder.LITTLE_ENDIAN);
            assertEquals(4711, bytes.getInt(856));
            assertEquals(now * 1_000_000, bytes.getLong(8));
            assertEquals(bytes.getLong(48), bytes.getLong(856 + 8));
            assertEquals(bytes.getLong(48), bytes.getLong(96) + bytes.getLong(96 + 48));
            assertEquals(1, bytes.getInt(88 + 48 + 4));
            sizes.add(bytes.getLong(48));
        }
        assertTrue(sizes.size() > 10, sizes::toString);
        assertEquals("", wormhole.pids().text());
    }

    @Test
    void shouldDumpReportsNowAndThen() throws IOException {
        MovingHost moving = moving(host, 1);
        Set<String> summaries = new HashSet<>();
        for (int step = 0; step < 60; step++) {
            now += 1000;
            moving.step();
            String text = host.report("dev0_").file("memory_usage_summary.csv").text();
            summaries.add(text);
            for (String line : text.lines().skip(1).toList()) {
                String[] cells = line.split(",", -1);
                long free = Long.parseLong(cells[3]);
                assertEquals(Long.parseLong(cells[1]), Long.parseLong(cells[2]) + free);
                assertTrue(Long.parseLong(cells[4]) <= free && Long.parseLong(cells[4]) > 0);
            }
        }
        assertTrue(summaries.size() > 1 && summaries.size() < 20, summaries::toString);
        assertTrue(Files.exists(host.reports().resolve("dev1_detailed_memory_usage.csv")));
    }
}
