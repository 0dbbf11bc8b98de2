package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The scripts for everyday jobs with jcmd, each against a daemon. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JcmdIT extends EndToEnd {
    private static final int VIEW_CAME_WITH = 21;

    private String pid = "";

    private DaemonProcess start() throws Exception {
        DaemonProcess daemon = daemon("--simulate", "n150");
        pid = Long.toString(daemon.pid());
        return daemon;
    }

    private static Command.Result script(String name, String... arguments) throws Exception {
        List<String> words = new ArrayList<>();
        words.add(Command.HOME.resolve("scripts/jcmd").resolve(name).toString());
        words.addAll(Arrays.asList(arguments));
        return Command.run(words);
    }

    private static Set<String> events(Path file) throws IOException {
        Set<String> names = new TreeSet<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            names.add(event.getEventType().getName());
        }
        return names;
    }

    private static void refuses(int code, String why, String script, String... arguments)
            throws Exception {
        Command.Result result = script(script, arguments);
        assertEquals(code, result.code(), result.out() + result.err());
        assertTrue(result.err().contains(why), result.err());
        assertEquals("", result.out());
    }

    @Test
    void shouldFindTheDaemonAndWriteItsRecordings() throws Exception {
        DaemonProcess daemon = start();
        String all = script("daemons").orFail();
        assertTrue(
                all.lines().anyMatch(line -> line.startsWith(pid + " tt-flight serve --socket")),
                all);

        ClientProcess client = python(daemon, 144);
        Path snapshot = directory.resolve("s.jfr");
        assertEquals(
                snapshot + "\n",
                script("snapshot", "-m", "5", "-o", snapshot.toString(), pid).orFail());
        assertTrue(events(snapshot).contains("tenstorrent.Snapshot"), events(snapshot).toString());
        assertFalse(events(snapshot).contains("tenstorrent.BufferAllocation"));

        Path profile = directory.resolve("p.jfr");
        List<String> words =
                List.of(
                        Command.HOME.resolve("scripts/jcmd/profile").toString(),
                        "-s",
                        "2",
                        "-o",
                        profile.toString(),
                        pid);
        Process waiting = Command.builder(words).start();
        keep(waiting::destroyForcibly);
        try (var said = waiting.errorReader()) {
            assertEquals("recording for 2 s…", said.readLine());
        }
        client.run("alloc 0 0 4096 1000000");
        assertEquals(0, waiting.waitFor());
        assertTrue(
                events(profile).contains("tenstorrent.BufferAllocation"),
                events(profile).toString());

        refuses(1, "is there already", "snapshot", "-o", snapshot.toString(), pid);
        refuses(1, "there is no directory", "snapshot", "-o", "/no/such/x.jfr", pid);
        refuses(2, "with blanks", "snapshot", "-o", "/tmp/a b.jfr", pid);
        refuses(2, "'0'", "profile", "-s", "0", pid);
        refuses(2, "is no pid", "snapshot", "x1");
        refuses(1, "there is no process 99999999", "snapshot", "99999999");
    }

    @Test
    void shouldShowMemoryAndSetThresholds() throws Exception {
        DaemonProcess daemon = start();
        python(daemon, 144).run("alloc 0 0 4096 1048576");
        Await.passes(
                Await.LONG,
                () -> {
                    String table = script("memory", pid).orFail();
                    assertTrue(
                            table.matches(
                                    "(?s).*\n +0  DRAM +1.0 MiB +1.0 MiB +12.0 GiB +1  socket\n.*"),
                            table);
                });
        if (Runtime.version().feature() < VIEW_CAME_WITH) {
            refuses(1, "no JFR.view; it came with JDK 21", "memory", "--view", pid);
        } else {
            // The first rows come ten seconds after the start.
            Await.passes(
                    Await.LONG,
                    () -> {
                        Command.Result view = script("memory", "--view", pid);
                        assertEquals(0, view.code(), view.err());
                        assertTrue(view.out().contains(" DRAM "), view.out());
                    });
        }
        assertEquals(
                "device 0 DRAM: threshold 10.0 GiB, was 0 B; in use 1.0 MiB\n",
                script("threshold", "0", "dram", "10G", pid).orFail());
        Beans beans = keep(Beans.attach(daemon.pid()));
        assertEquals(
                10L << 30,
                beans.number(
                        "tenstorrent:type=DeviceMemory,device=0,memory=DRAM", "UsageThreshold"));
        refuses(2, "no DRAM of a device 9", "threshold", "9", "DRAM", "1", pid);
        refuses(2, "is no size", "threshold", "0", "DRAM", "1.5G", pid);
    }

    @Test
    void shouldStartAndStopRemoteJmx() throws Exception {
        start();
        RemoteSetup setup = RemoteSetup.make(directory);
        String port = Integer.toString(setup.port());
        refuses(1, "how to make it", "remote-jmx", "start", port, "/tmp", pid);
        assertEquals(
                "remote JMX of process "
                        + pid
                        + " is on 127.0.0.1:"
                        + port
                        + ", with TLS and password\n",
                script("remote-jmx", "start", port, directory.toString(), pid).orFail());
        assertEquals(
                "pid " + pid + "\n",
                Command.run(
                                setup.reader(
                                        List.of(),
                                        "127.0.0.1",
                                        port,
                                        "monitor",
                                        setup.password("monitor")))
                        .orFail());
        assertTrue(script("remote-jmx", "status", pid).orFail().contains("Type: remote"));
        refuses(1, "it is on already", "remote-jmx", "start", port, directory.toString(), pid);
        script("remote-jmx", "stop", pid).orFail();
        assertFalse(script("remote-jmx", "status", pid).orFail().contains("Type: remote"));
    }

    @Test
    void shouldHelp() throws Exception {
        for (String name :
                List.of("daemons", "snapshot", "profile", "memory", "threshold", "remote-jmx")) {
            String help = script(name, "--help").orFail();
            assertTrue(help.contains("\nusage: " + name), help);
            assertTrue(help.contains("\nexit codes: 0 "), help);
            refuses(2, "try: " + name + " --help", name, "--no-such", "-x", "y", "z", "a", "b");
        }
    }
}
