package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs that leak, and what the command says of them. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LeaksIT extends EndToEnd {
    private static Command.Result leaks(DaemonProcess daemon, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("leaks"));
        words.addAll(List.of("--socket", daemon.socket().toString()));
        words.addAll(List.of(options));
        return Command.run(Command.ttFlight(words.toArray(new String[0])));
    }

    private static JsonObject report(DaemonProcess daemon, String options) throws Exception {
        String answer = Asking.text(daemon.socket(), ("leaks " + options).strip());
        return JsonParser.parseString(answer).getAsJsonObject();
    }

    private static JsonObject only(JsonObject report, String list) {
        JsonArray array = report.getAsJsonArray(list);
        assertEquals(1, array.size(), report.toString());
        return array.get(0).getAsJsonObject();
    }

    private static void checkHolder(ClientProcess client, JsonObject finding) {
        JsonObject holder = finding.getAsJsonObject("holder");
        assertEquals(client.pid(), holder.get("pid").getAsLong());
        assertEquals(System.getProperty("user.name"), holder.get("user").getAsString());
    }

    @Test
    void shouldFindWhatProgramsLeak() throws Exception {
        DaemonProcess daemon = daemon();
        ClientProcess clean = python(daemon, 112);
        clean.run("alloc 0 0 4096 1048576");
        clean.run("free 0 4096");

        Command.Result none = leaks(daemon);
        assertEquals(0, none.code(), none.out() + none.err());
        assertTrue(none.out().contains("\nNo leaks found.\n"), none.out());

        ClientProcess leaking = python(daemon, 144);
        leaking.run("alloc 1 0 8192 3000000");
        leaking.run("alloc 1 1 4096 3000");
        Await.passes(
                Await.LONG,
                () -> {
                    JsonObject aged = report(daemon, "older-than=1 device=1");
                    assertEquals(2, aged.getAsJsonArray("aged").size(), aged.toString());
                    assertEquals(1, aged.getAsJsonArray("idle").size(), aged.toString());
                });
        JsonObject aged =
                report(daemon, "older-than=1").getAsJsonArray("aged").get(0).getAsJsonObject();
        checkHolder(leaking, aged);
        assertEquals(3_000_000, aged.get("bytes").getAsLong());
        Command.Result old = leaks(daemon, "--older-than", "1s", "--only", "age");
        assertEquals(3, old.code(), old.out() + old.err());
        assertTrue(old.out().contains("2.9 MiB"), old.out());
        assertEquals(0, leaks(daemon).code()); // age alone is no leak

        leaking.run("alloc 1 1 4096 5000");
        leaking.run("free 1 4096");
        leaking.run("free 1 4096");
        JsonObject odd = report(daemon, "pid=" + leaking.pid());
        assertEquals(1, odd.getAsJsonObject("findings").get("size-change").getAsInt());
        assertEquals(1, odd.getAsJsonObject("findings").get("double-free").getAsInt());
        Command.Result mistakes = leaks(daemon, "--only", "size-change");
        assertEquals(3, mistakes.code(), mistakes.err());
        assertTrue(mistakes.out().contains("0x1000 was 2.9 KiB, is 4.9 KiB"), mistakes.out());

        leaking.kill();
        Await.passes(Await.LONG, () -> checkHolder(leaking, only(report(daemon, ""), "orphans")));
        JsonObject orphan = only(report(daemon, ""), "orphans");
        assertEquals(3_000_000, orphan.get("bytes").getAsLong());
        Command.Result left =
                leaks(daemon, "--pid", "" + leaking.pid(), "--only", "orphan", "--json");
        assertEquals(3, left.code(), left.err());
        JsonObject asJson = JsonParser.parseString(left.out()).getAsJsonObject();
        assertEquals(orphan, only(asJson, "orphans"));

        long cleanPid = clean.pid();
        clean.leave();
        assertEquals(0, leaks(daemon, "--pid", "" + cleanPid).code());
        assertEquals(1, leaks(daemon, "--pid", "1").code()); // has never reported
        assertEquals(2, leaks(daemon, "--older-than", "soon").code());
        assertEquals(
                4, Command.run(Command.ttFlight("leaks", "--socket", directory + "/no")).code());
    }

    @Test
    void shouldDumpTheKnownLines() throws Exception {
        DaemonProcess daemon = daemon();
        ClientProcess client = python(daemon, 144);
        client.run("alloc 0 0 4096 1048576");
        client.run("kernel 1 6 57344");
        String socket = daemon.socket().toString();
        List<String> remaining =
                Command.run(Command.ttFlight("dump", "--socket", socket))
                        .orFail()
                        .lines()
                        .filter(line -> !line.matches("[╔║╚].*"))
                        .toList();
        assertEquals(
                List.of(
                        "📋 Received DUMP_REMAINING request...",
                        "Total tracked allocations: 1",
                        "",
                        "Device 0:",
                        "  DRAM: 1 buffers, 1 MB total",
                        "    - Buffer 0x1000: 1024 KB (PID " + client.pid() + ", ref_count=1)",
                        "",
                        "Total remaining buffers: 1",
                        "📋 DUMP_REMAINING complete."),
                remaining);
        String kernels =
                Command.run(Command.ttFlight("dump", "--kernels", "--socket", socket)).orFail();
        assertTrue(kernels.contains("│ Kernel ID: 0x6\n│   Size:      56 KB\n"), kernels);
        client.run("free 0 4096");
        String empty = Asking.text(daemon.socket(), "remaining"); // a new one, not the last again
        assertTrue(empty.endsWith("\n✓ No buffers remaining - perfect cleanup!\n"), empty);
    }
}
