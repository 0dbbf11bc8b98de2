package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From a daemon's recording to the page in a browser. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReportIT extends EndToEnd {
    /** The device with memory, as the report tells. */
    private static JsonObject device(JsonObject report, int number) {
        for (JsonElement device : report.getAsJsonArray("devices")) {
            if (device.getAsJsonObject().get("device").getAsInt() == number) {
                return device.getAsJsonObject();
            }
        }
        throw new AssertionError("no device " + number + " in " + report);
    }

    private Path record() throws Exception {
        DaemonProcess daemon = daemon("--recording", "profile", "--simulate", "n150:2");
        ClientProcess dying = python(daemon, 144);
        dying.run("alloc 1 0 8192 3000000");
        ClientProcess staying = python(daemon, 112);
        staying.run("alloc 1 0 4096 1000000");
        staying.run("alloc 1 1 12288 2000");
        FlightDump.dump(daemon.pid(), directory); // and so a snapshot of what both hold
        dying.kill();
        Await.passes(Await.LONG, () -> Asking.checkTotals(daemon.socket(), 144, account, 0, 1));
        Path file = FlightDump.dump(daemon.pid(), directory);

        JsonObject report =
                JsonParser.parseString(
                                Command.run(Command.ttFlight("report", "--json", file.toString()))
                                        .orFail())
                        .getAsJsonObject();
        JsonObject dram = device(report, 1).getAsJsonArray("peaks").get(0).getAsJsonObject();
        assertEquals(4_000_000, dram.get("used").getAsLong());
        JsonArray holders = dram.getAsJsonArray("holders");
        assertEquals(dying.pid(), holders.get(0).getAsJsonObject().get("pid").getAsLong());
        assertEquals(3_000_000, holders.get(0).getAsJsonObject().get("used").getAsLong());
        assertEquals(staying.pid(), holders.get(1).getAsJsonObject().get("pid").getAsLong());
        JsonObject leaks = report.getAsJsonObject("leaks");
        JsonObject orphan = leaks.getAsJsonArray("orphans").get(0).getAsJsonObject();
        assertEquals(dying.pid(), orphan.get("pid").getAsLong());
        assertEquals(3_000_000, orphan.getAsJsonObject("exit").get("orphanedBytes").getAsLong());
        return file;
    }

    @Test
    void shouldShowARecordingInABrowser() throws Exception {
        Path file = record();
        Path page = directory.resolve("flight.html");
        String said =
                Command.run(Command.ttFlight("report", file.toString(), "-o", page.toString()))
                        .orFail();
        assertTrue(said.startsWith("Wrote " + page + " ("), said);
        // The end of the process, or the incident that it became if there was time to tell.
        assertTrue(said.matches("(?s).* 2\\.9 MiB (not released|in 1 buffer behind).*"), said);
        assertTrue(Files.size(page) < 1 << 20, "a page of " + Files.size(page) + " bytes");
        Chromium chromium = Chromium.find(directory);
        String dom = chromium.open(page);
        assertEquals(number(dom, "charts"), number(dom, "charts-drawn"));
        assertTrue(number(dom, "charts") >= 6, dom.substring(0, 200));
    }

    private static int number(String dom, String attribute) {
        Matcher matcher = Pattern.compile("data-" + attribute + "=\"(\\d+)\"").matcher(dom);
        assertTrue(matcher.find(), () -> "no " + attribute + ": " + dom.lines().limit(3).toList());
        return Integer.parseInt(matcher.group(1));
    }
}
