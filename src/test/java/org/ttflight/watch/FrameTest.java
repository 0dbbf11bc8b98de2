package org.ttflight.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ttflight.history.History;
import org.ttflight.history.Metric;
import org.ttflight.history.Sample;
import org.ttflight.history.Series;
import org.ttflight.screen.Columns;
import org.ttflight.screen.Documents;
import org.ttflight.screen.Glyphs;
import org.ttflight.screen.Golden;
import org.ttflight.screen.HostDocuments;
import org.ttflight.screen.View;
import org.ttflight.snapshot.BufferDocument;
import org.ttflight.snapshot.ProcessState;
import org.ttflight.snapshot.SnapshotDocument;

class FrameTest {
    private static final List<SnapshotDocument> ALL =
            List.of(
                    Documents.empty(),
                    Documents.single(),
                    Documents.odd(),
                    Documents.many(8, 20),
                    HostDocuments.zoo(),
                    HostDocuments.galaxy(32, 500),
                    HostDocuments.noDriver(),
                    HostDocuments.withoutDaemon(HostDocuments.healthy()));

    private static Frame draw(SnapshotDocument document, WatchState state, int columns, int rows) {
        return Frame.draw(Scenes.of(document), state, Scenes.view(columns), rows);
    }

    private static String text(Frame frame) {
        return String.join("\n", frame.lines()) + "\n";
    }

    private static String text(
            SnapshotDocument document, Tab tab, Consumer<WatchState.Draft> change) {
        return text(draw(document, Scenes.state(tab).with(change), 120, 40));
    }

    @ParameterizedTest
    @EnumSource(Tab.class)
    void shouldLookAsItAlwaysDid(Tab tab) throws IOException {
        String name = "watch-" + tab.title().toLowerCase(Locale.ROOT);
        WatchState state = Scenes.state(tab);
        Golden.check(name + "-80x24", text(draw(HostDocuments.zoo(), state, 80, 24)));
        Golden.check(name + "-200x50", text(draw(HostDocuments.zoo(), state, 200, 50)));
        Golden.check(name + "-odd-80x24", text(draw(Documents.odd(), state, 80, 24)));
        View ascii = new View(80, Glyphs.ASCII, false, ZoneOffset.UTC);
        Frame frame = Frame.draw(Scenes.of(HostDocuments.healthy()), state, ascii, 24);
        Golden.check(name + "-ascii-80x24", text(frame));
    }

    @ParameterizedTest
    @CsvSource({"0, 80, 24", "1, 80, 24", "8, 80, 24", "32, 80, 24", "8, 200, 50", "32, 200, 50"})
    void shouldShowAnyNumberOfDevices(int devices, int columns, int rows) throws IOException {
        SnapshotDocument document =
                devices == 0 ? Documents.empty() : HostDocuments.galaxy(devices, 3 * devices);
        Frame frame = draw(document, Scenes.state(Tab.DEVICES), columns, rows);
        Golden.check("watch-" + devices + "-devices-" + columns + "x" + rows, text(frame));
        assertEquals(Scenes.ordinals(document), frame.reach().devices());
        assertEquals(devices, frame.reach().rows() - (devices == 0 ? 2 : 0));
    }

    @Test
    void shouldShowTheHelpAndWhatWasChosen() throws IOException {
        WatchState help = Scenes.state(Tab.CHARTS).with(draft -> draft.isHelp = true);
        Golden.check("watch-help-80x24", text(draw(HostDocuments.zoo(), help, 80, 24)));
        WatchState chosen =
                Scenes.state(Tab.PROCESSES)
                        .with(
                                draft -> {
                                    draft.isPaused = true;
                                    draft.isTyping = true;
                                    draft.filter = "E";
                                    draft.device = 0;
                                    draft.processOrder = ProcessOrder.NAME;
                                    draft.isProcessReversed = true;
                                    draft.cursor(1);
                                });
        Golden.check("watch-chosen-80x24", text(draw(HostDocuments.zoo(), chosen, 80, 24)));
    }

    @Test
    void shouldFitEverySizeOfTerminal() {
        for (SnapshotDocument document : ALL) {
            Scene scene = Scenes.of(document);
            for (Tab tab : Tab.values()) {
                for (int[] size :
                        new int[][] {{40, 10}, {59, 15}, {80, 24}, {133, 43}, {400, 100}}) {
                    for (Glyphs glyphs : Glyphs.values()) {
                        View view = new View(size[0], glyphs, false, ZoneOffset.UTC);
                        checkFits(
                                Frame.draw(scene, Scenes.state(tab), view, size[1]), size, glyphs);
                    }
                }
            }
        }
    }

    private static void checkFits(Frame frame, int[] size, Glyphs glyphs) {
        assertEquals(size[1], frame.lines().size());
        for (String line : frame.lines()) {
            assertTrue(Columns.of(line) <= size[0], () -> size[0] + " columns: " + line);
            assertTrue(
                    line.chars().allMatch(c -> c >= ' ' && (glyphs == Glyphs.UTF_8 || c < 0x7f)),
                    line);
        }
    }

    @Test
    void shouldPaintWithoutTakingRoom() {
        Scene scene = Scenes.of(HostDocuments.zoo());
        for (Tab tab : Tab.values()) {
            View plain = Scenes.view(100);
            View painted = new View(100, Glyphs.UTF_8, true, ZoneOffset.UTC);
            List<String> lines = Frame.draw(scene, Scenes.state(tab), plain, 30).lines();
            List<String> colours = Frame.draw(scene, Scenes.state(tab), painted, 30).lines();
            assertFalse(String.join("", lines).contains("\u001b"));
            assertTrue(String.join("", colours).contains("\u001b[1m"));
            for (int row = 0; row < lines.size(); row++) {
                assertEquals(
                        lines.get(row).stripTrailing(),
                        Lines.plain(colours.get(row)).stripTrailing());
            }
        }
    }

    @Test
    void shouldSurviveATerminalOfNextToNothing() {
        for (int rows = 1; rows < 10; rows++) {
            for (Tab tab : Tab.values()) {
                assertEquals(
                        rows, draw(HostDocuments.zoo(), Scenes.state(tab), 1, rows).lines().size());
            }
        }
    }

    @Test
    void shouldSayWhyThereIsNothing() {
        String waiting =
                text(Frame.draw(Scenes.empty(), Scenes.state(Tab.DEVICES), Scenes.view(80), 24));
        assertTrue(waiting.contains("Waiting for the first answer"), waiting);
        Scene failing = Scenes.withOutage(Scenes.empty(), null, "no daemon listens on /x");
        String failed = text(Frame.draw(failing, Scenes.state(Tab.BUFFERS), Scenes.view(80), 24));
        assertTrue(failed.contains("No answer yet: no daemon listens on /x; trying again"), failed);
        String buffers =
                text(
                        HostDocuments.withoutDaemon(HostDocuments.healthy()),
                        Tab.BUFFERS,
                        draft -> {});
        assertTrue(buffers.contains("Single buffers need the daemon"), buffers);
        String filtered = text(Documents.single(), Tab.PROCESSES, draft -> draft.filter = "zzz");
        assertTrue(filtered.contains("No process has this in its name"), filtered);
        String gone = text(Documents.single(), Tab.TELEMETRY, draft -> draft.device = 9);
        assertTrue(gone.contains("Device 9 is not there now."), gone);
    }

    @Test
    void shouldSaySinceWhenThereIsNoAnswer() {
        Scene scene = Scenes.of(HostDocuments.healthy());
        Scene dead = Scenes.withOutage(scene, Scenes.NOW, "no answer\u001b[2J on /x");
        String text = text(Frame.draw(dead, Scenes.state(Tab.DEVICES), Scenes.view(100), 24));
        assertTrue(
                text.contains("No answer since 14:30:45: no answer\ufffd[2J on /x; trying again"),
                text);
        Scene late = Scenes.withOutage(scene, Scenes.NOW, null);
        assertTrue(
                text(Frame.draw(late, Scenes.state(Tab.DEVICES), Scenes.view(100), 24))
                        .contains("No answer since 14:30:45; still waiting"));
        Scene local =
                Scenes.withOutage(
                        Scenes.of(HostDocuments.withoutDaemon(HostDocuments.healthy())),
                        null,
                        "nobody listens");
        assertTrue(
                text(Frame.draw(local, Scenes.state(Tab.DEVICES), Scenes.view(100), 24))
                        .contains("No daemon: nobody listens; showing the host's own files"));
    }

    @Test
    void shouldKeepTheCursorInSight() {
        SnapshotDocument document = HostDocuments.galaxy(4, 500);
        for (int cursor : new int[] {0, 1, 250, 499, 10_000}) {
            WatchState state = Scenes.state(Tab.PROCESSES).with(draft -> draft.cursor(cursor));
            Frame frame = draw(document, state, 100, 24);
            List<String> marked =
                    frame.lines().stream().filter(line -> line.startsWith("> ")).toList();
            assertEquals(1, marked.size());
            Integer chosen = frame.reach().chosen();
            assertTrue(marked.get(0).contains(" " + chosen + " "), marked.get(0) + chosen);
            assertEquals(500, frame.reach().rows());
        }
    }

    @Test
    void shouldFollowTheFilterAndTheDevice() {
        WatchState filtered = Scenes.state(Tab.PROCESSES).with(draft -> draft.filter = "VLLM");
        assertEquals(1, draw(HostDocuments.healthy(), filtered, 80, 24).reach().rows());
        WatchState byUser = Scenes.state(Tab.PROCESSES).with(draft -> draft.filter = "alic");
        assertEquals(2, draw(HostDocuments.healthy(), byUser, 80, 24).reach().rows());
        WatchState device = Scenes.state(Tab.PROCESSES).with(draft -> draft.device = 1);
        Frame none = draw(HostDocuments.healthy(), device, 80, 24);
        assertTrue(text(none).contains("No process is known to use this device."), text(none));
        assertNull(none.reach().chosen());
        assertEquals(List.of(0, 1), none.reach().devices());
    }

    @Test
    void shouldSortBuffersAndFilterThem() {
        assertEquals(List.of(4242, 1, 33, 4242), pids(draft -> {}));
        assertEquals(
                List.of(33, 4242, 1, 4242), pids(draft -> draft.bufferOrder = BufferOrder.AGE));
        assertEquals(List.of(4242, 33, 1, 4242), pids(draft -> draft.isBufferReversed = true));
        assertEquals(List.of(33), pids(draft -> draft.filter = "cb"));
        assertEquals(List.of(4242), pids(draft -> draft.filter = "1A2B"));
    }

    private static List<Integer> pids(Consumer<WatchState.Draft> change) {
        WatchState state = Scenes.state(Tab.BUFFERS).with(change);
        Scene scene = Scenes.of(HostDocuments.healthy());
        Body body =
                BuffersPage.draw(
                        HostDocuments.healthy(),
                        new Scene(
                                scene.now(),
                                scene.document(),
                                null,
                                scene.history(),
                                BuffersPage.question(state),
                                scene.buffers(),
                                null),
                        state,
                        Scenes.view(100));
        return body.keys();
    }

    @Test
    void shouldSayThatBuffersAreUnknownWhereAProcessDoesNotReport() {
        SnapshotDocument document = HostDocuments.zoo();
        for (ProcessState process : document.processes()) {
            boolean isReporting = process.tracking().startsWith("REPORTING");
            WatchState state = Scenes.state(Tab.BUFFERS).with(draft -> draft.pid = process.pid());
            Scene scene =
                    new Scene(
                            Scenes.NOW,
                            document,
                            null,
                            new History(),
                            BuffersPage.question(state),
                            new BufferDocument(Scenes.NOW, List.of()),
                            null);
            String text = text(Frame.draw(scene, state, Scenes.view(200), 24));
            assertEquals(isReporting, text.contains("0 buffers of pid " + process.pid()), text);
            assertEquals(!isReporting, text.contains("Nobody knows the single buffers"), text);
        }
        assertTrue(document.processes().stream().anyMatch(p -> p.tracking().equals("DISABLED")));
    }

    @Test
    void shouldNotShowTheAnswerToAnotherQuestion() {
        String asking = text(HostDocuments.healthy(), Tab.BUFFERS, draft -> draft.pid = 4242);
        assertTrue(asking.contains("Asking the daemon"), asking);
        Scene failed = Scenes.withoutBuffers(Scenes.of(HostDocuments.healthy()), "it broke");
        assertTrue(
                text(Frame.draw(failed, Scenes.state(Tab.BUFFERS), Scenes.view(80), 24))
                        .contains("No list of buffers: it broke"));
    }

    @Test
    void shouldNotWaitForBuffersWhilePaused() {
        Scene scene = Scenes.of(HostDocuments.healthy());
        WatchState other =
                Scenes.state(Tab.BUFFERS)
                        .with(
                                draft -> {
                                    draft.pid = 77;
                                    draft.isPaused = true;
                                });
        String text = text(Frame.draw(scene, other, Scenes.view(80), 24));
        assertTrue(text.contains("Paused before these were asked for; p goes on."), text);
    }

    @Test
    void shouldShowNoChartOfAnotherChipThatWasAtThisPlace() {
        SnapshotDocument document = HostDocuments.healthy();
        History history = new History();
        double[] values = new double[Metric.values().length];
        Arrays.fill(values, 1 << 30);
        Sample.Point point = new Sample.Point(0, "another", new Series(values));
        history.add(new Sample(Scenes.NOW.toEpochMilli(), List.of(point)));
        Scene scene = new Scene(Scenes.NOW, document, null, history, null, null, null);
        String text = text(Frame.draw(scene, Scenes.state(Tab.CHARTS), Scenes.view(80), 24));
        assertFalse(hasDots(text), text);
        String own = text(draw(document, Scenes.state(Tab.CHARTS), 80, 24));
        assertTrue(hasDots(own), own);
    }

    /** Returns whether anything is drawn in a chart, which braille patterns do. */
    private static boolean hasDots(String text) {
        return text.chars().anyMatch(point -> point > 0x2800 && point <= 0x28ff);
    }
}
