package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        assertTrue(screen.contains("n150"), screen);
        assertTrue(screen.contains("3 processes"), screen);
        assertTrue(screen.contains("jcmd"), screen);

        JsonObject snapshot =
                JsonParser.parseString(ttFlight("smi", "--json", "--socket", socket.toString()))
                        .getAsJsonObject();
        assertEquals(2, snapshot.getAsJsonArray("devices").size());
        JsonArray processes = snapshot.getAsJsonArray("processes");
        assertEquals(3, processes.size());
        List<Long> pids = new ArrayList<>();
        pids.add(snapshot.getAsJsonObject("server").get("pid").getAsLong());
        for (JsonElement process : processes) {
            assertTrue(process.getAsJsonObject().get("verified").getAsBoolean());
            pids.add(process.getAsJsonObject().get("pid").getAsLong());
        }

        ttFlight("down");
        Await.passes(
                Await.LONG,
                () -> {
                    for (long pid : pids) {
                        assertFalse(ProcessHandle.of(pid).isPresent(), "process " + pid);
                    }
                });
        assertFalse(Files.exists(socket));
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
