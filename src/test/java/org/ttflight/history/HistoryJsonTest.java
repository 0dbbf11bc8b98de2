package org.ttflight.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryJsonTest {
    private static final Instant END = Instant.parse("2026-11-21T14:30:00Z");
    private static final HistoryDocument DOCUMENT =
            new HistoryDocument(
                    1,
                    END,
                    10,
                    3,
                    List.of(
                            new DeviceHistory(
                                    0,
                                    "0123456789ABCDEF",
                                    Map.of(
                                            Metric.DRAM_USED,
                                            new Series(Double.NaN, 0, 12_884_901_889.0),
                                            Metric.TEMPERATURE,
                                            new Series(47.3f, -0.5, Double.NaN),
                                            Metric.PCIE_TO_DEVICE,
                                            new Series(1.0 / 3, Double.NaN, 1e30))),
                            new DeviceHistory(7, null, Map.of())));

    @Test
    void shouldWriteOneLineWithAsManyDigitsAsItTakes() {
        assertEquals(
                "{\"schema\":1,\"endTime\":\"2026-11-21T14:30:00Z\",\"stepSeconds\":10,\"steps\":3,"
                        + "\"devices\":[{\"device\":0,\"asicId\":\"0123456789ABCDEF\",\"series\":{"
                        + "\"dramUsed\":[null,0,12884901889],\"temperature\":[47.3,-0.5,null],"
                        + "\"pcieToDevice\":[0.3333333333333333,null,1.0E30]}},"
                        + "{\"device\":7,\"asicId\":null,\"series\":{}}]}\n",
                HistoryJson.write(DOCUMENT));
    }

    @Test
    void shouldReadWhatItWrites() throws IOException {
        String json = HistoryJson.write(DOCUMENT);
        HistoryDocument read = HistoryJson.read(json);
        assertEquals(json, HistoryJson.write(read));
        assertEquals(END, read.endTime());
        assertArrayEquals(
                new double[] {Double.NaN, 0, 12_884_901_889.0},
                HistoryTest.values(read.devices().get(0), Metric.DRAM_USED));
    }

    @Test
    void shouldPassOverWhatItDoesNotKnow() throws IOException {
        String json =
                HistoryJson.write(DOCUMENT)
                        .replace("\"steps\"", "\"note\":{\"a\":[1]},\"steps\"")
                        .replace("\"asicId\":null", "\"asicId\":null,\"card\":\"n150\"")
                        .replace("\"series\":{}", "\"series\":{\"fanSpeed\":[1,2]}");
        assertEquals(HistoryJson.write(DOCUMENT), HistoryJson.write(HistoryJson.read(json)));
    }

    @Test
    void shouldReadMoreStepsThanADaemonMaySend() throws IOException {
        double[] many = new double[5000];
        many[4999] = 7;
        HistoryDocument document =
                new HistoryDocument(
                        1,
                        END,
                        1,
                        5000,
                        List.of(
                                new DeviceHistory(
                                        0, null, Map.of(Metric.POWER, new Series(many)))));
        HistoryDocument read = HistoryJson.read(HistoryJson.write(document));
        assertArrayEquals(many, HistoryTest.values(read.devices().get(0), Metric.POWER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"unknown request; try: help\"}| it is older than this program",
                "{\"error\":\"window is missing\"}| the daemon answers: window is missing",
                "| the history is empty",
                "{\"schema\":1| the history ends in the middle",
                "{\"schema\" 1}| not as expected",
                "[]| not as expected",
                "{\"schema\":\"one\"}| not as expected",
                "{\"schema\":2}| is of version 2, but this program understands version 1",
                "{}| the history has no schema",
                "{\"schema\":1}| the history has no endTime",
                "{\"schema\":1,\"endTime\":\"yesterday\"}| is not a time such as",
            })
    void shouldSayWhyItIsNone(String line) {
        int bar = line.indexOf('|');
        String json = line.substring(0, bar);
        IOException e = assertThrows(IOException.class, () -> HistoryJson.read(json));
        String message = String.valueOf(e.getMessage());
        assertTrue(message.contains(line.substring(bar + 2)), message);
    }

    @Test
    void shouldRefuseSeriesOfAnotherLength() {
        String json = HistoryJson.write(DOCUMENT).replace("\"steps\":3", "\"steps\":4");
        IOException e = assertThrows(IOException.class, () -> HistoryJson.read(json));
        assertEquals(
                "the history has 3 values of dramUsed for device 0, but 4 steps", e.getMessage());
        String endless =
                HistoryJson.write(DOCUMENT).replace("\"stepSeconds\":10", "\"stepSeconds\":0");
        assertThrows(IOException.class, () -> HistoryJson.read(endless));
    }

    /** What a client takes over from a daemon must look the same there. */
    @ParameterizedTest
    @ValueSource(ints = {900, 7200, 86_400})
    void shouldLoadWhatAnotherRemembers(int window) throws IOException {
        Random random = new Random(window);
        History daemon = new History();
        long start = 1_763_733_600_000L;
        long millis = start;
        while (millis < start + 100_000_000L) {
            millis += random.nextInt(20) == 0 ? 30_000 : 1000L * window / 900;
            double memory = random.nextInt(10) == 0 ? Double.NaN : random.nextLong(1L << 36);
            daemon.add(HistoryTest.sample(millis - start, 0, "a", memory, random.nextInt(90)));
        }
        Instant end = Instant.ofEpochMilli(millis);
        HistoryDocument told = daemon.read(end, Duration.ofSeconds(window), 1440, null);
        History client = new History();
        client.load(HistoryJson.read(HistoryJson.write(told)));
        assertEquals(
                HistoryJson.write(told),
                HistoryJson.write(client.read(end, Duration.ofSeconds(window), 1440, null)));
        // What is coarser is the peak of the finer, also of one who began in the middle.
        History late = new History();
        late.add(HistoryTest.sample(millis - start, 0, "a", 1, 20));
        late.load(told);
        assertEquals(
                HistoryTest.values(
                        daemon.read(end, Duration.ofSeconds(window / 4), 1, 0).devices().get(0),
                        Metric.DRAM_USED)[0],
                HistoryTest.values(
                        late.read(end, Duration.ofSeconds(window / 4), 1, 0).devices().get(0),
                        Metric.DRAM_USED)[0]);
    }

    @Test
    void shouldBeAsItsDescriptionShows() throws IOException {
        String text = Files.readString(Path.of("..", "docs", "SNAPSHOT.md"));
        String section = text.substring(text.indexOf("\n## History"));
        Matcher example = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(section);
        assertTrue(example.find());
        HistoryDocument document = HistoryJson.read(example.group(1));
        assertEquals(1, document.devices().size());
        for (Metric metric : Metric.values()) {
            assertTrue(section.contains("| `" + metric.label() + "` |"), metric.label());
        }
        assertTrue(section.contains(HistoryRequest.SYNTAX), "the syntax");
        assertTrue(section.contains(" " + HistoryRequest.DEFAULT_STEPS + " unless"), "default");
        assertTrue(section.contains("at most " + HistoryRequest.MAX_STEPS), "limit");
        assertTrue(section.contains("at most " + History.KEPT_SECONDS), "window");
        assertTrue(section.contains("At most " + History.MOST_DEVICES), "devices");
    }
}
