package org.ttflight.watch;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.history.History;
import org.ttflight.history.Metric;
import org.ttflight.history.Sample;
import org.ttflight.history.Series;
import org.ttflight.screen.Documents;
import org.ttflight.screen.Glyphs;
import org.ttflight.screen.View;
import org.ttflight.snapshot.BufferDocument;
import org.ttflight.snapshot.BufferState;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.SnapshotDocument;

/** Scenes for frames to show. */
final class Scenes {
    static final Instant NOW = Documents.TIME;

    private Scenes() {}

    /** A document with five minutes of history, of which the fourth is missing, and buffers. */
    static Scene of(SnapshotDocument document) {
        return new Scene(
                NOW,
                document,
                null,
                history(document),
                new BufferQuestion(null, null, false),
                buffers(),
                null);
    }

    static Scene empty() {
        return new Scene(NOW, null, null, new History(), null, null, null);
    }

    static Scene withOutage(Scene scene, @Nullable Instant since, @Nullable String why) {
        return new Scene(
                scene.now(),
                scene.document(),
                new Outage(since, why),
                scene.history(),
                scene.question(),
                scene.buffers(),
                scene.bufferTrouble());
    }

    static Scene withoutBuffers(Scene scene, @Nullable String trouble) {
        return new Scene(
                scene.now(),
                scene.document(),
                scene.outage(),
                scene.history(),
                scene.question(),
                null,
                trouble);
    }

    /** Rises evenly to the values of the document; of a device without, nothing is known. */
    private static History history(SnapshotDocument document) {
        History history = new History();
        Sample last = Sample.of(document);
        for (int second = 299; second >= 0; second--) {
            if (second >= 60 && second < 120) {
                continue;
            }
            List<Sample.Point> points = new ArrayList<>();
            for (Sample.Point point : last.points()) {
                double[] values = new double[Metric.values().length];
                for (int at = 0; at < values.length; at++) {
                    values[at] = point.values().at(at) * (300 - second) / 300;
                }
                points.add(new Sample.Point(point.device(), point.asicId(), new Series(values)));
            }
            history.add(new Sample(NOW.toEpochMilli() - second * 1000L, points));
        }
        return history;
    }

    static BufferDocument buffers() {
        return new BufferDocument(
                NOW,
                List.of(
                        buffer(4242, 0, "DRAM", "0x1a2b40", 3L << 30, 1709),
                        buffer(1, 0, "L1", "0x2000", 45L << 20, 12),
                        buffer(33, 7, "CB", "0xffffffffffffffff", 512, 90_000),
                        buffer(4242, 1, "TRACE", "0x30", 0, 0)));
    }

    private static BufferState buffer(
            int pid, int device, String memory, String id, long size, long age) {
        return new BufferState(pid, true, device, memory, id, size, NOW.minusSeconds(age), age, 1);
    }

    static WatchState state(Tab tab) {
        return WatchState.start(1000).with(draft -> draft.tab = tab);
    }

    static View view(int columns) {
        return new View(columns, Glyphs.UTF_8, false, ZoneOffset.UTC);
    }

    static List<Integer> ordinals(SnapshotDocument document) {
        return document.devices().stream().map(DeviceState::device).toList();
    }
}
