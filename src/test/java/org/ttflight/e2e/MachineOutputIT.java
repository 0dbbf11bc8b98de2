package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ttflight.fakehost.FakeCard;
import org.ttflight.fakehost.FakeHost;

/** What programs get from the installed commands, with a daemon and without. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MachineOutputIT extends EndToEnd {
    private FakeHost host;

    @BeforeEach
    void makeHost() throws Exception {
        host = FakeHost.create(directory.resolve("host"));
        host.loadDriver("2.10.0");
        host.addDevice(0, FakeCard.P150A).openBy(4242);
        host.addDevice(1, FakeCard.N300);
        host.process(4242).commandLine("python3", "serve.py").write();
    }

    private static String smi(String... arguments) throws Exception {
        List<String> words = new ArrayList<>();
        words.add(Command.HOME.resolve("bin/tt-smi").toString());
        words.addAll(List.of(arguments));
        Command.Result result = Command.run(words);
        assertEquals("", result.err());
        return result.orFail();
    }

    @Test
    void shouldSayTheSameWithAndWithoutADaemon() throws Exception {
        String root = host.root().toString();
        String fields = "--query-device=index,name,temperature.asic,driver_version";
        String expected =
                """
                index,name,temperature.asic [C],driver_version
                0,p150a,40.812 C,2.10.0
                1,n300,35.125 C,2.10.0
                """;
        assertEquals(expected, smi("--host-root", root, fields));
        JsonObject alone = vendor(smi("--host-root", root, "-s"));

        DaemonProcess daemon = daemon("--host-root", root);
        String socket = daemon.socket().toString();
        Await.passes(Await.LONG, () -> assertEquals(expected, smi("--socket", socket, fields)));
        JsonObject asked = vendor(smi("--socket", socket, "--host-root", root, "-s"));
        for (JsonObject one : List.of(alone, asked)) {
            one.remove("time");
        }
        assertEquals(alone, asked);

        Path docs = Command.HOME.resolve("docs");
        check(docs.resolve("snapshot.schema.json"), smi("--socket", socket, "--json"));
        ClientProcess client = python(daemon, 144);
        client.run("alloc 0 1 4096 1048576");
        check(docs.resolve("buffers.schema.json"), Asking.text(daemon.socket(), "buffers"));
        assertTrue(Asking.text(daemon.socket(), "buffers").contains("0x1000"));
        client.leave();
    }

    private static JsonObject vendor(String json) {
        JsonObject snapshot = JsonParser.parseString(json).getAsJsonObject();
        assertEquals(2, snapshot.getAsJsonArray("device_info").size());
        assertEquals(1, snapshot.getAsJsonArray("processes").size());
        return snapshot;
    }

    private static void check(Path schema, String json) throws Exception {
        assertEquals(
                Set.of(),
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(Files.readString(schema))
                        .validate(json, InputFormat.JSON));
    }

    /** Each round is out at once, also into a pipe, and the header only once. */
    @Test
    void shouldLoopUntilKilled() throws Exception {
        Process process =
                Command.builder(
                                Command.ttFlight(
                                        "smi",
                                        "--host-root",
                                        host.root().toString(),
                                        "--query-process=pid,device,command",
                                        "--format=csv,nounits",
                                        "-l",
                                        "0.05"))
                        .start();
        keep(process::destroyForcibly);
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("pid,device,command", lines.readLine());
            for (int round = 0; round < 3; round++) {
                assertEquals("4242,0,python3 serve.py", lines.readLine());
            }
        }
        process.destroy();
        process.waitFor();
    }
}
