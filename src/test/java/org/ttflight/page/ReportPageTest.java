package org.ttflight.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportPageTest {
    private static final Pattern SCRIPT =
            Pattern.compile("<script([^>]*)>(.*?)</script>", Pattern.DOTALL);

    private static String page(String name) throws IOException {
        return ReportPage.of(AReport.of(name), "1.2.3");
    }

    private static JsonObject data(String page) {
        Matcher script = SCRIPT.matcher(page);
        assertTrue(script.find());
        assertTrue(script.group(1).contains("application/json"));
        return JsonParser.parseString(script.group(2)).getAsJsonObject();
    }

    /** What is left of the page without its scripts and style. */
    private static String body(String page) {
        return SCRIPT.matcher(page.substring(page.indexOf("<body>"))).replaceAll("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</script><script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "\" onmouseover=\"alert(1)",
                "' & <!-- \u2028\u2029 -->",
                "\u202egpj.exe\u0007\u001b[31m",
                "broken \ud800 pair",
            })
    void shouldKeepNamesInTheirPlace(String name) throws IOException {
        String page = page(name);
        assertEquals(3, SCRIPT.matcher(page).results().count());
        String body = body(page);
        assertFalse(body.contains("<img") || body.contains("<!--"), name);
        assertFalse(Pattern.compile("<[^>]* on\\w+=").matcher(body).find(), name);
        assertFalse(Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\n]]").matcher(body).find(), name);
        String line =
                data(page)
                        .getAsJsonArray("charts")
                        .get(1)
                        .getAsJsonObject()
                        .getAsJsonArray("lines")
                        .get(0)
                        .getAsJsonObject()
                        .get("name")
                        .getAsString();
        // Unpaired surrogates do not survive UTF-8, wherever they are written.
        assertEquals(utf8("42 " + name), utf8(line));
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Test
    void shouldLeaveGapsWhereNothingIsKnown() throws IOException {
        JsonObject chart = data(page("x")).getAsJsonArray("charts").get(0).getAsJsonObject();
        JsonArray points =
                chart.getAsJsonArray("lines").get(0).getAsJsonObject().getAsJsonArray("points");
        assertEquals(
                "[[1767323045678,1024],[1767323046678,null],[1767323047678,4096]]",
                points.toString());
        assertEquals("lost: gone", text(data(page("x")).getAsJsonArray("marks")));
    }

    private static String text(JsonArray marks) {
        return marks.get(0).getAsJsonObject().get("text").getAsString().replace("device 0: ", "");
    }

    @Test
    void shouldAllowItselfNothingButItsOwnScripts() throws Exception {
        String page = page("x");
        Matcher policy =
                Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"").matcher(page);
        assertTrue(policy.find());
        assertTrue(policy.group(1).startsWith("default-src 'none'; script-src 'sha256-"));
        List<String> scripts =
                SCRIPT.matcher(page).results().map(match -> match.group(2)).skip(1).toList();
        for (String script : scripts) {
            assertTrue(policy.group(1).contains(hash(script)), "a script would be refused");
        }
        Matcher style = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL).matcher(page);
        assertTrue(style.find());
        assertTrue(policy.group(1).contains(hash(style.group(1))), "the style would be refused");
        String body = body(page);
        assertFalse(Pattern.compile("\\s(src|style)=").matcher(body).find(), body);
        assertFalse(Pattern.compile("href=\"[^#]").matcher(body).find(), body);
        assertTrue(scripts.get(0).contains("MIT License"), "the licence of the library");
        assertTrue(scripts.get(0).contains("Chart.js v"), "the library");
        assertFalse(page.contains("sourceMappingURL"));
    }

    private static String hash(String source) throws NoSuchAlgorithmException {
        byte[] digest =
                MessageDigest.getInstance("SHA-256")
                        .digest(source.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }

    @Test
    void shouldAnswerWithoutScripts() throws IOException {
        String body = body(page("trainer"));
        for (String told :
                List.of(
                        "2026-01-02 03:04:05 to 2026-01-02 03:04:08 UTC, 3.0 s".replace(".0", ""),
                        "50% of 8.0 KiB, device 0 at 03:04:07; most by",
                        "1 failure",
                        "Device 0: lost: gone",
                        "DRAM: 4.0 KiB at 03:04:07; holders as of 03:04:06",
                        "<em>not told apart</em>",
                        "A note.",
                        "Which buffers were allocated and not released is not known",
                        "No sensor was recorded.")) {
            assertTrue(body.contains(told), told + " in " + body);
        }
    }

    @Test
    void shouldSayTheMostImportantInThreeLines() {
        assertEquals(
                List.of(
                        "2026-01-02 03:04:05 to 2026-01-02 03:04:08 UTC (3 s); 1 device",
                        "fullest: DRAM of device 0, 4.0 KiB of 8.0 KiB (50%) at 03:04:07, most of it"
                                + " held by pid 42 (trainer), 3.0 KiB",
                        "1 failure, 0 warnings; first at 03:04:06: device 0: lost: gone"),
                ReportSummary.lines(AReport.of("trainer")));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1.0 KiB",
        "1048575, 1.0 MiB",
        "34178731008, 31.8 GiB",
    })
    void shouldWriteBytes(long bytes, String text) {
        assertEquals(text, org.ttflight.recording.Words.bytes(bytes));
    }
}
