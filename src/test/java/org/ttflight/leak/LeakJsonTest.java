package org.ttflight.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeakJsonTest {
    @Test
    void shouldReadWhatItWrites() throws IOException {
        for (LeakReport report : new LeakReport[] {Reports.everything(), Reports.none()}) {
            String json = LeakJson.write(report);
            assertEquals(json.length() - 1, json.indexOf('\n'), "one line");
            assertEquals(report, LeakJson.read(json));
        }
    }

    @Test
    void shouldWriteUnknownAsNull() {
        JsonObject json =
                JsonParser.parseString(LeakJson.write(Reports.everything())).getAsJsonObject();
        JsonObject growing = json.getAsJsonArray("growing").get(1).getAsJsonObject();
        assertTrue(growing.get("secondsToFull").isJsonNull());
        assertTrue(growing.get("free").isJsonNull());
        assertTrue(growing.getAsJsonObject("holder").get("name").isJsonNull());
        assertEquals("2026-11-21T14:30:45.123Z", json.get("time").getAsString());
        assertEquals(3, json.getAsJsonObject("findings").get("age").getAsLong());
    }

    @Test
    void shouldPassOverWhatALaterDaemonAdds() throws IOException {
        String json = LeakJson.write(Reports.none());
        assertEquals(
                Reports.none(),
                LeakJson.read(json.replace("{\"schema\"", "{\"x\":[1],\"schema\"")));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{\"error\":\"unknown request; try: help\"}`, the daemon answers: unknown request",
                "`{\"schema\":2}`,   the daemon's report has schema 2",
                "`{}`,               the daemon's report has schema null",
                "`{\"schema\":1}`,   the answer is not a whole report of leaks",
                "`{\"schema\":1,\"time\":\"noon\"}`, the answer is no report of leaks: 'noon'",
                "`[]`,               the answer is not a JSON object",
                "`{\"schema\":`,     the answer is no report of leaks",
                "`snapshot`,         the answer is not a JSON object"
            })
    void shouldSayWhatIsNoReport(String json, String complaint) {
        IOException e = assertThrows(IOException.class, () -> LeakJson.read(json));
        String message = Objects.requireNonNull(e.getMessage());
        assertTrue(message.startsWith(complaint), message);
    }
}
