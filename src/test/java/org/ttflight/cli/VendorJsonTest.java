package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ttflight.fakehost.FakeCard;
import org.ttflight.fakehost.FakeDevice;
import org.ttflight.fakehost.FakeHost;
import org.ttflight.fakehost.Variants;
import org.ttflight.screen.HostDocuments;
import org.ttflight.snapshot.SnapshotJson;

/** The vendor's snapshot of made-up hosts: whole, and what is in it when the driver is at odds. */
@SuppressWarnings("try") // some daemons only have to be there
class VendorJsonTest extends CommandTest {
    private FakeHost host;

    @BeforeEach
    void makeHost() throws IOException {
        host = FakeHost.create(directory.resolve("host"));
        host.loadDriver("2.10.0");
        host.file("etc/os-release").raw("NAME=\"Ubuntu\"\nPRETTY_NAME=\"Ubuntu 22.04.5 LTS\"\n");
        host.file("proc/meminfo").raw("MemTotal:       131608576 kB\nMemFree:  1 kB\n");
        host.file("proc/sys/kernel/osrelease").set("6.8.0-45-generic");
        host.file("proc/sys/kernel/hostname").set("tt-node-1");
    }

    private JsonObject snapshot(String... more) {
        out.reset();
        String[] arguments = new String[more.length + 2];
        arguments[0] = "smi";
        arguments[1] = "-s";
        System.arraycopy(more, 0, arguments, 2, more.length);
        assertEquals(0, run(arguments), err());
        return JsonParser.parseString(out()).getAsJsonObject();
    }

    private JsonObject device(int at) {
        return snapshot().getAsJsonArray("device_info").get(at).getAsJsonObject();
    }

    private static String text(JsonObject object, String group, String name) {
        return object.getAsJsonObject(group).get(name).toString().replace("\"", "");
    }

    /** Every field, its order, its width and the indent, as literal text. */
    @ParameterizedTest
    @EnumSource(names = {"N150", "N300", "P150A", "GALAXY_WORMHOLE"})
    void shouldPrintEveryFieldAsTheyDo(FakeCard card) throws IOException {
        FakeDevice device = host.addDevice(0, card);
        host.process(4242).commandLine("python3", "serve.py", "--näme", "a b\nc").write();
        host.process(4250).name("kernel-thread").commandLine(new byte[0]).write();
        device.openBy(4250, 4242, 4242, 0);
        snapshot();
        String printed =
                out().replaceFirst("(\"time\": \")[-0-9]{10}T[0-9:]{8}\\.[0-9]{6}\"", "$1TIME\"")
                        .replaceFirst("(\"Platform\": \")[^\"]+", "$1MACHINE")
                        .replaceFirst("(\"java\": \")[^\"]+", "$1VERSION")
                        .replaceAll("(\"user\": \")[^\"]+", "$1USER");
        Path golden = Path.of("test/resources/org/ttflight/vendor", card.label() + ".json");
        if ("1".equals(System.getenv("TT_FLIGHT_UPDATE_GOLDENS"))) {
            Files.writeString(golden, printed);
        }
        assertEquals(Files.readString(golden), printed);
    }

    @Test
    void shouldSayTheTimeInTheLocalZoneWithoutNamingIt() throws IOException {
        try (FakeDaemon daemon =
                FakeDaemon.answering(socket(), SnapshotJson.write(HostDocuments.zoo()))) {
            assertEquals("\"2026-11-21T14:30:45.678000\"", snapshot().get("time").toString());
            assertEquals(1, daemon.requests().size());
        }
    }

    /** Device 5 is lost: they would not find it. */
    @Test
    void shouldListOnlyDevicesThatTheDriverHas() throws IOException {
        try (FakeDaemon daemon =
                FakeDaemon.answering(socket(), SnapshotJson.write(HostDocuments.zoo()))) {
            assertEquals(5, snapshot().getAsJsonArray("device_info").size());
            assertEquals(1, snapshot("-i", "1").getAsJsonArray("device_info").size());
            JsonObject blocked = device(1);
            for (String name : List.of("voltage", "current", "power", "aiclk", "heartbeat")) {
                assertEquals("N/A", text(blocked, "telemetry", name), name);
            }
            assertEquals("N/A", text(blocked, "board_info", "pcie_speed"));
            assertEquals("null", text(blocked, "smbus_telem", "AICLK"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "P150A, -5, -5.0, 0xfffb0000",
        "P150A, 0, ' 0.0', 0x0",
        "P150A, 100, 100.0, 0x640000",
        "N300, -5, -5.0, 0xffb0",
        "N300, 9, ' 9.0', 0x90",
    })
    void shouldEncodeTemperatures(FakeCard card, int celsius, String shown, String word)
            throws IOException {
        Variants.temperature(host.addDevice(0, card), celsius);
        JsonObject device = device(0);
        assertEquals(shown, text(device, "telemetry", "asic_temperature"));
        assertEquals(word, text(device, "smbus_telem", "ASIC_TEMPERATURE"));
    }

    /** Their voltage is 10.00 and their fan 0 then; a 0 of ours was read. */
    @ParameterizedTest
    @EnumSource(names = {"N300", "P150A"})
    void shouldNotInventWhatADeadChipDoesNotSay(FakeCard card) throws IOException {
        Variants.allOnes(host.addDevice(0, card));
        JsonObject device = device(0);
        for (String name : device.getAsJsonObject("telemetry").keySet()) {
            assertEquals("N/A", text(device, "telemetry", name), name);
        }
        for (String name : device.getAsJsonObject("smbus_telem").keySet()) {
            assertEquals("null", text(device, "smbus_telem", name), name);
        }
        for (String name : device.getAsJsonObject("limits").keySet()) {
            boolean isAlwaysZero = name.equals("bus_peak_limit") || name.equals("fan_rpm_limit");
            assertEquals(isAlwaysZero ? "0" : "N/A", text(device, "limits", name), name);
        }
        assertEquals("N/A", text(device, "board_info", "board_id"));
        assertEquals(
                card == FakeCard.N300 ? "N/A L" : "N/A", text(device, "board_info", "board_type"));
        assertEquals("N/A", text(device, "firmwares", "fw_bundle_version"));
    }

    @Test
    void shouldKeepTheSensorsOfAnOldDriverApart() throws IOException {
        host.addDevice(0, FakeCard.P150A);
        Variants.driver28(host);
        JsonObject device = device(0);
        assertEquals(" 41.0", text(device, "telemetry", "current"));
        assertEquals("N/A", text(device, "limits", "tdp_limit"));
        assertEquals("null", text(device, "smbus_telem", "TDP_LIMIT_MAX"));
    }

    @Test
    void shouldLeaveImplausibleReadingsOut() throws IOException {
        FakeDevice device = host.addDevice(0, FakeCard.N300);
        Variants.garbage(device);
        JsonObject printed = device(0);
        assertEquals("N/A", text(printed, "telemetry", "voltage"));
        assertEquals("N/A", text(printed, "telemetry", "power"));
        assertEquals("null", text(printed, "smbus_telem", "TDC"));
        assertEquals(" 500", text(printed, "telemetry", "aiclk"));
    }

    @ParameterizedTest
    @CsvSource({"2.5 GT/s PCIe, 1", "5.0 GT/s PCIe, 2", "8.0 GT/s PCIe, 3", "12.0 GT/s, N/A"})
    void shouldNumberTheGenerationOfTheLink(String speed, String generation) throws IOException {
        host.addDevice(0, FakeCard.P150A).pci("current_link_speed").set(speed);
        assertEquals(generation, text(device(0), "board_info", "pcie_speed"));
    }

    @Test
    void shouldGiveTheNumberInDevAsTheDeviceOfAProcess() throws IOException {
        host.addDevice(3, FakeCard.P150A).openBy(4242);
        host.addDevice(7, FakeCard.P150A).openBy(4242, 1);
        host.process(4242).commandLine("b").write();
        String processes = snapshot().getAsJsonArray("processes").toString();
        assertEquals(
                "3:4242 7:1 7:4242",
                processes
                        .replaceAll(
                                ".*?\"pid\":(\\d+).*?\"device\":(\\d+).*?(?=\"pid\"|$)", "$2:$1 ")
                        .strip());
    }

    @Test
    void shouldSayThatThereIsNoDevice() throws IOException {
        assertEquals(1, run("smi", "-s"));
        assertEquals("", out());
        assertTrue(err().contains("no Tenstorrent device: the driver lists none"), err());
        host.addDevice(0, FakeCard.N150);
        err.reset();
        assertEquals(1, run("smi", "-s", "-i", "9"));
        assertTrue(err().contains("no Tenstorrent device is as asked for"), err());
        err.reset();
        host.device(0).remove();
        host.unloadDriver();
        assertEquals(4, run("smi", "-s"));
        assertEquals("", out());
    }

    @Test
    void shouldWriteFiles() throws IOException {
        host.addDevice(0, FakeCard.N150);
        Path file = directory.resolve("new/dir/a.json");
        assertEquals(0, run("smi", "-f", file.toString()), err());
        assertEquals("Saved tt-smi log to: " + file + "\n", out());
        assertTrue(JsonParser.parseString(Files.readString(file)).isJsonObject());

        environment.put("HOME", directory.toString());
        out.reset();
        assertEquals(0, run("smi", "-f"), err());
        Path logs = directory.resolve("tt_smi_logs");
        assertTrue(
                out().matches(
                                "Saved tt-smi log to: \\Q"
                                        + logs
                                        + "\\E/\\d\\d-\\d\\d-\\d{4}_\\d\\d:\\d\\d:\\d\\d_results.json\n"),
                out());
        try (var names = Files.list(logs)) {
            assertEquals(1, names.count());
        }
        out.reset();
        assertEquals(1, run("smi", "-f", directory.toString()));
        assertTrue(err().contains("cannot write " + directory), err());
        assertEquals("", out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--json=tt-smi",
                "--json tt-smi",
                "--snapshot",
                "-s --snapshot_no_tty",
                "-f -",
                "--filename=-",
                "-s --json=tt-smi"
            })
    void shouldKnowTheirFlags(String line) throws IOException {
        host.addDevice(0, FakeCard.N150);
        assertEquals(0, run(("smi " + line).split(" ", -1)), err());
        assertTrue(out().startsWith("{\n    \"time\": \""), out());
        assertTrue(out().endsWith("\n}\n"), out());
    }

    @Test
    void shouldListBoards() throws IOException {
        host.addDevice(0, FakeCard.N300);
        host.addDevice(1, FakeCard.P150A);
        assertEquals(0, run("smi", "-ls"), err());
        assertEquals(
                """
                All available boards on host:
                PCI BDF       PCI Dev ID          Board Type  Device Series  Board Number
                0000:01:00.0  /dev/tenstorrent/0  Wormhole    n300 L         0100014511708037
                0000:05:00.0  /dev/tenstorrent/1  Blackhole   p150a          00000403319141bb
                """,
                out());
    }

    /** What is known of public programs that read this: they must find what they look for. */
    @Test
    void shouldSatisfyProgramsThatReadIt() throws Exception {
        host.addDevice(0, FakeCard.N300);
        host.addDevice(1, FakeCard.P150A);
        Variants.allOnes(host.addDevice(2, FakeCard.P150A));
        host.process(4242).commandLine("python3", "x").write();
        host.device(0).openBy(4242);
        snapshot();
        Path json = Files.writeString(directory.resolve("tt.json"), out());
        Process reader =
                new ProcessBuilder(
                                "python3",
                                "test/resources/org/ttflight/vendor/consumer.py",
                                json.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, reader.waitFor(), said);
        assertEquals(
                """
                0000:01:00.0 n300 L board 0x100014511708037 35.1 C 12.0 W of 85
                0000:05:00.0 p150a board 0x403319141bb 40.8 C 30.0 W of 150
                0000:09:00.0 N/A board ? ? C ? W of ?
                4242 on 0: python3 x
                """,
                said);
        assertFalse(said.contains("10.0 "), said);
    }
}
