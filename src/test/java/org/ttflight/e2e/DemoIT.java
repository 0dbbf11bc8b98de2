package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What somebody types first, without any hardware. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DemoIT extends EndToEnd {
    /** Runs a command that keeps its notes in the test's directory. */
    private String ttFlight(String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of("env", "XDG_RUNTIME_DIR=" + directory));
        words.addAll(Command.ttFlight(arguments));
        return Command.run(words).orFail();
    }

    @Test
    void shouldShowADemoWithOneCommandAndEndItWithAnother() throws Exception {
        Path socket = directory.resolve("tt.sock");
        keep(() -> ttFlight("down"));
        String screen = ttFlight("up", "--demo", "--socket", socket.toString());
        assertTrue(screen.startsWith("The host is made up: 1 p150a, 1 n300; "), screen);
        assertTrue(screen.contains("  0  p150a"), screen);
        assertTrue(screen.contains("  1  n300"), screen);
        assertTrue(screen.contains("5 processes"), screen);
        assertTrue(screen.contains("jcmd"), screen);

        JsonObject snapshot =
                JsonParser.parseString(ttFlight("smi", "--json", "--socket", socket.toString()))
                        .getAsJsonObject();
        assertEquals(2, snapshot.getAsJsonArray("devices").size());
        for (JsonElement device : snapshot.getAsJsonArray("devices")) {
            String asicId = device.getAsJsonObject().get("asicId").getAsString();
            assertTrue(asicId.startsWith("5EED"), asicId);
        }
        List<Long> pids = new ArrayList<>();
        pids.add(snapshot.getAsJsonObject("server").get("pid").getAsLong());
        Map<String, Integer> tracking = new TreeMap<>();
        for (JsonElement element : snapshot.getAsJsonArray("processes")) {
            JsonObject process = element.getAsJsonObject();
            pids.add(process.get("pid").getAsLong());
            tracking.merge(process.get("tracking").getAsString(), 1, Integer::sum);
        }
        assertEquals(Map.of("DISABLED", 1, "REPORTING", 3, "SHARED_MEMORY", 1), tracking);

        ttFlight("down");
        Await.passes(
                Await.LONG,
                () -> {
                    for (long pid : pids) {
                        assertFalse(ProcessHandle.of(pid).isPresent(), "process " + pid);
                    }
                });
        assertFalse(Files.exists(socket));
        assertFalse(Files.exists(directory.resolve("tt-flight/host")));
    }

    @Test
    void shouldLeaveNothingBehindInTheDaemon() throws Exception {
        DaemonProcess daemon = daemon("--simulate", "n150:2");
        ttFlight(
                "demo",
                "--processes=2",
                "--devices=2",
                "--rate=1000",
                "--duration=1",
                "--socket=" + daemon.socket());
        Await.passes(Await.LONG, () -> checkServes(daemon)); // the account is empty
        JsonObject server =
                JsonParser.parseString(Asking.text(daemon.socket(), "snapshot"))
                        .getAsJsonObject()
                        .getAsJsonObject("server");
        assertTrue(server.get("allocations").getAsLong() > 100, server.toString());
        assertEquals("", daemon.err());
    }
}
