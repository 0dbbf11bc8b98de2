package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A dump of the real daemon's recording, played again: every view tells what the daemon's did. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReplayIT extends EndToEnd {
    private Process replay(Path file, Path socket, Path out) throws Exception {
        Process process =
                Command.builder(
                                Command.ttFlight(
                                        "replay",
                                        file.toString(),
                                        "--speed",
                                        "max",
                                        "--no-screen",
                                        "--socket",
                                        socket.toString()))
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        keep(process::destroyForcibly);
        Await.passes(
                Await.LONG,
                () -> {
                    String said = Files.readString(out);
                    assertTrue(said.contains("At the end."), said);
                });
        return process;
    }

    @Test
    void shouldShowAgainWhatTheDaemonShowed() throws Exception {
        DaemonProcess daemon = daemon("--recording", "profile", "--simulate", "n150:2");
        ClientProcess client = python(daemon, 144);
        client.run("alloc 0 0 4096 1048576");
        client.run("alloc 1 1 8192 3000");
        client.run("alloc 1 3 12288 500");
        client.run("free 1 8192");
        Documents.checkSnapshot(Asking.text(daemon.socket(), "snapshot"), account);
        Path file = FlightDump.dump(daemon.pid(), directory);

        Path socket = directory.resolve("replay.sock");
        Process replay = replay(file, socket, directory.resolve("replay.out"));
        String json =
                Command.run(Command.ttFlight("smi", "--json", "--socket", socket.toString()))
                        .orFail();
        Documents.checkSnapshot(json, account);
        Documents.checkBuffers(socket, account);
        JsonObject server =
                JsonParser.parseString(json).getAsJsonObject().getAsJsonObject("server");
        assertEquals(replay.pid(), server.get("pid").getAsLong());
        assertTrue(server.get("version").getAsString().contains("replay of"), json);
        try (Beans beans = Beans.attach(replay.pid())) {
            beans.checkSoon(account);
            Object recording = beans.get("tenstorrent:type=Server", "Recording");
            assertTrue(String.valueOf(recording).startsWith("replay of "), "" + recording);
        }
        replay.destroy();
        replay.waitFor();
        assertTrue(Files.notExists(socket), "the socket goes with the replay");
    }

    @Test
    void shouldSayWhyAFileCannotBePlayed() throws Exception {
        Path text = Files.writeString(directory.resolve("notes.jfr"), "no recording at all");
        Command.Result foreign =
                Command.run(Command.ttFlight("replay", text.toString(), "--no-screen"));
        assertEquals(1, foreign.code(), foreign.out());
        assertTrue(foreign.err().contains("is no JFR recording"), foreign.err());
    }
}
