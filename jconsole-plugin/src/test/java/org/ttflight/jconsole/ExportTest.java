package org.ttflight.jconsole;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.swing.JComponent;
import javax.swing.JLabel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ExportTest {
    private static final Instant NOW = Instant.parse("2026-11-21T21:53:01Z");

    @TempDir private Path directory;
    private final List<String> told = new ArrayList<>();
    private final List<String> proposed = new ArrayList<>();
    private @Nullable Path chosen;

    @BeforeAll
    static void needNoScreen() {
        System.setProperty("java.awt.headless", "true");
    }

    private final Export.Questions questions =
            new Export.Questions() {
                @Override
                public @Nullable Path file(String name, String ending) {
                    proposed.add(name);
                    return chosen;
                }

                @Override
                public void problem(String line) {
                    told.add(line);
                }

                @Override
                public void done(Path file) {
                    told.add("done " + file.getFileName());
                }
            };

    /** A view with a picture, and with a table that changes. */
    private static final class Numbers implements View, org.ttflight.jconsole.CsvSource {
        final List<List<String>> rows = new ArrayList<>();
        final JLabel label = new JLabel("some text");

        @Override
        public String title() {
            return "Some Numbers";
        }

        @Override
        public JComponent component() {
            return label;
        }

        @Override
        public void show(Readout now) {}

        @Override
        public void showNothing(String why) {}

        @Override
        public List<String> header() {
            return List.of("Name", "Used (bytes)");
        }

        @Override
        public List<List<String>> rows() {
            return List.copyOf(rows);
        }
    }

    private final Numbers view = new Numbers();

    private Export export(Background background) {
        return new Export(questions, background, () -> NOW);
    }

    static List<List<String>> cells() {
        return List.of(
                List.of("", ""),
                List.of("plain", "plain"),
                List.of("a,b", "\"a,b\""),
                List.of("say \"x\"", "\"say \"\"x\"\"\""),
                List.of("two\nlines", "\"two\nlines\""),
                List.of(" blank", "\" blank\""),
                List.of("=1+1", "'=1+1"),
                List.of("@SUM(A1)", "'@SUM(A1)"),
                List.of("-rf", "'-rf"),
                List.of("+x", "'+x"),
                List.of("\tx", "\"'\tx\""),
                List.of("=a,\"b\"", "\"'=a,\"\"b\"\"\""),
                List.of("-12.5", "-12.5"),
                List.of("-1.5E-3", "-1.5E-3"),
                List.of("-1+2", "'-1+2"));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void shouldQuoteAndDisarm(List<String> textAndCell) {
        assertEquals(textAndCell.get(1), Csv.cell(textAndCell.get(0)));
    }

    @Test
    void shouldWriteWhatWasShownWhenItWasAskedFor() throws IOException {
        chosen = directory.resolve("x.csv");
        view.rows.add(List.of("model", "12"));
        List<Runnable> later = new ArrayList<>();
        Background slow =
                new Background() {
                    @Override
                    public <T> void run(
                            Callable<T> task,
                            Consumer<? super T> then,
                            Consumer<? super Throwable> otherwise) {
                        later.add(() -> Screen.now().run(task, then, otherwise));
                    }
                };
        export(slow).csv(view);
        view.rows.clear();
        assertFalse(Files.exists(chosen), "not on the Swing thread");
        later.forEach(Runnable::run);
        assertEquals("Name,Used (bytes)\r\nmodel,12\r\n", Files.readString(chosen));
        assertEquals(List.of("done x.csv"), told);
        assertTrue(proposed.get(0).matches("tenstorrent-some-numbers-\\d{8}-\\d{6}\\.csv"));
    }

    @Test
    void shouldWriteThePicture() throws IOException {
        chosen = directory.resolve("x.png");
        view.label.setSize(120, 30);
        export(Screen.now()).png(view);
        BufferedImage image = ImageIO.read(chosen.toFile());
        assertEquals(120, image.getWidth());
        assertEquals(30, image.getHeight());
        int[] pixels = Screen.pixels(image);
        assertTrue(Arrays.stream(pixels).distinct().count() > 1, "blank");
        assertArrayEquals(Screen.pixels(SavedFile.image(view.label)), pixels);
    }

    @Test
    void shouldDoNothingWithoutAFile() {
        export(Screen.now()).csv(view);
        assertEquals(1, proposed.size());
        assertEquals(List.of(), told);
    }

    @Test
    void shouldTellWhyItCannotWriteAndKeepWhatWasThere() throws IOException {
        chosen = Files.createDirectory(directory.resolve("taken.csv"));
        Files.writeString(chosen.resolve("inside"), "kept");
        export(Screen.now()).csv(view);
        assertEquals(1, told.size(), told.toString());
        assertTrue(told.get(0).startsWith("Cannot write " + chosen + ": "), told.get(0));
        assertEquals("kept", Files.readString(chosen.resolve("inside")));
        try (var files = Files.list(directory)) {
            assertEquals(1, files.count(), "nothing half-written is left");
        }
        chosen = directory.resolve("absent").resolve("x.csv");
        export(Screen.now()).csv(view);
        assertTrue(told.get(1).contains("NoSuchFileException"), told.get(1));
    }

    @ParameterizedTest
    @CsvSource({"a, a.csv", "a.csv, a.csv", "a.CSV, a.CSV", "a.png, a.png.csv", ".csv, .csv"})
    void shouldAddTheEnding(String typed, String name) {
        assertEquals(Path.of(name), SavedFile.withEnding(Path.of(typed), "csv"));
    }

    @Test
    void shouldProposeANameWithTheDate() {
        assertEquals(
                "tenstorrent-devices-20261121-215301.csv",
                SavedFile.name("Devices", "csv", NOW, ZoneOffset.UTC));
    }
}
