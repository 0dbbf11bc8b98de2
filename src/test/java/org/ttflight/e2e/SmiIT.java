package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ttflight.fakehost.FakeCard;
import org.ttflight.fakehost.FakeDevice;
import org.ttflight.fakehost.FakeHost;
import org.ttflight.fakehost.FakeSharedMemory;
import org.ttflight.fakehost.FakeUsage;
import org.ttflight.screen.Columns;

/** {@code tt-flight smi} as it is started, on hosts without devices up to very full ones. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SmiIT extends EndToEnd {
    private static final int FIRST_PID = 5000;
    private static final long MIB = 1L << 20;
    private static final Pattern DEVICE = Pattern.compile("│ +(\\d+)  (galaxy|n150).*│");
    private static final Pattern PROCESS = Pattern.compile("│ +(\\d{4,})  .*│");
    private static final String[] NAMES = {
        "python3", "推論サーバー", "e\u0301te\u0301", "a-long-name-15c"
    };

    /** Makes up a host; every process holds memory on one device, some have many of them open. */
    private Path host(int devices, int processes) throws Exception {
        FakeHost host = FakeHost.create(directory.resolve("host"));
        host.loadDriver("2.10.0");
        for (int at = 0; at < devices; at++) {
            host.addDevice(at, devices > 8 ? FakeCard.GALAXY_WORMHOLE : FakeCard.N150);
        }
        long now = System.currentTimeMillis() * 1_000_000;
        List<List<Integer>> openBy = new ArrayList<>();
        List<FakeSharedMemory> shared = new ArrayList<>();
        for (FakeDevice device : host.devices()) {
            openBy.add(new ArrayList<>());
            shared.add(device.sharedMemory(4));
        }
        for (int at = 0; at < processes; at++) {
            int pid = FIRST_PID + at;
            String name = NAMES[at % NAMES.length];
            host.process(pid).name(name).commandLine(name, "--number", "" + at).write();
            FakeUsage usage = new FakeUsage((at + 1) * MIB, (at + 1) * 1024L, 0, 0, 0);
            shared.get(at % devices).slot(at / devices, pid, name, usage, now);
            openBy.get(at % devices).add(pid);
            if (at % 50 == 0 && devices > 1) {
                openBy.get((at + 1) % devices).add(pid);
            }
        }
        for (int at = 0; at < devices; at++) {
            shared.get(at).sum().lastUpdate(now).write();
            int[] pids = openBy.get(at).stream().mapToInt(Integer::intValue).toArray();
            host.device(at).openBy(pids);
        }
        return host.root();
    }

    private static String smi(Path root, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("smi", "--host-root", root.toString()));
        words.addAll(List.of(options));
        return Command.run(Command.ttFlight(words.toArray(new String[0]))).orFail();
    }

    private static void check(String screen, int width, int devices, int processes) {
        int shownDevices = 0;
        int shownProcesses = 0;
        for (String line : screen.lines().toList()) {
            assertTrue(Columns.of(line) <= width, line);
            if (!line.isEmpty() && "┌├│└".indexOf(line.charAt(0)) >= 0) {
                assertEquals(width, Columns.of(line), line);
            }
            Matcher device = DEVICE.matcher(line);
            if (device.matches()) {
                assertEquals(shownDevices++, Integer.parseInt(device.group(1)), screen);
            }
            Matcher process = PROCESS.matcher(line);
            if (process.matches()) {
                // The one that holds most is the first.
                assertEquals(
                        FIRST_PID + processes - ++shownProcesses,
                        Integer.parseInt(process.group(1)));
            }
        }
        assertEquals(devices, shownDevices, screen);
        assertEquals(processes, shownProcesses, screen);
    }

    @ParameterizedTest(name = "{0} devices, {1} processes")
    @CsvSource({"0, 0", "1, 3", "8, 40", "32, 500"})
    void shouldShowAllOfAHostWithoutADaemon(int devices, int processes) throws Exception {
        Path root = host(devices, processes);
        for (int width : new int[] {80, 200}) {
            String screen = smi(root, "--width", Integer.toString(width));
            check(screen, width, devices, processes);
            assertTrue(screen.contains("tt-smi   without a daemon"), screen);
            assertTrue(
                    screen.contains(
                            devices == 0
                                    ? "No devices: the driver lists none."
                                    : processes + " processes\n"),
                    screen);
        }
    }

    @Test
    void shouldShowTheSameWithADaemon() throws Exception {
        Path root = host(8, 40);
        DaemonProcess daemon = daemon("--host-root", root.toString());
        String socket = daemon.socket().toString();
        Await.passes(
                Await.LONG,
                () -> {
                    List<String> words =
                            Command.ttFlight("smi", "--socket", socket, "--width", "80");
                    String screen = Command.run(words).orFail();
                    assertTrue(screen.contains("daemon " + daemon.pid() + " up "), screen);
                    check(screen, 80, 8, 40);
                });
        String some =
                Command.run(Command.ttFlight("smi", "--socket", socket, "-i", "2,5", "-d"))
                        .orFail();
        assertTrue(some.contains(" of 40 processes, filtered by device 2,5\n"), some);
        assertTrue(some.contains("│ Device 5  n150"), some);
        Command.Result none = Command.run(Command.ttFlight("smi", "--socket", socket, "-i", "8"));
        assertEquals(1, none.code(), none.out());
        assertTrue(none.err().contains("there is no device 8; there are: 0, 1, 2"), none.err());
    }

    @Test
    void shouldShowSharedMemoryAlone() throws Exception {
        Path root = host(8, 40);
        String shared = smi(root, "--shm-only", "--width", "80");
        assertTrue(shared.contains("tt-smi   shared memory only   without a daemon"), shared);
        assertTrue(shared.contains("40 processes\n"), shared);
        assertTrue(shared.lines().allMatch(line -> Columns.of(line) <= 80), shared);
        assertTrue(shared.contains("8 shared-memory files\n"), shared);
    }
}
