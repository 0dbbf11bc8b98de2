package org.ttflight.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import org.ttflight.recording.RecordingReport.Leaks;
import org.ttflight.recording.RecordingReport.Origin;
import org.ttflight.recording.RecordingReport.SingleBuffers;
import org.ttflight.recording.RecordingReport.Traffic;

/**
 * Makes a report of recordings. Reads each event once and keeps none, so a file may be of any size
 * and the order of its events does not matter. Not thread-safe.
 */
public final class ReportFold {
    /** Hears how far it is. */
    public interface Progress {
        /**
         * Some of it was read.
         *
         * @param share 0 to 1, of the bytes
         */
        void at(double share, long events);
    }

    private static final int PROGRESS_EVERY = 1 << 14;

    private final Timeline timeline = new Timeline();
    private final ProcessNames names = new ProcessNames();
    private final DeviceFold devices = new DeviceFold(timeline);
    private final ProcessFold processes = new ProcessFold(names, devices);
    private final BufferFold buffers = new BufferFold();
    private final OriginFold origin = new OriginFold();
    private final List<String> notes = new ArrayList<>();
    private final List<Chunk> chunks = new ArrayList<>();
    private final Progress progress;
    private @Nullable IOException unparsed;
    private int repeated;
    private long events;
    private long unreadable;

    private ReportFold(Progress progress) {
        this.progress = progress;
    }

    /**
     * Reads recordings and tells what is in them.
     *
     * @param given files, and directories with {@code .jfr} files
     * @throws IOException if there is nothing of ours to be read; the message says why
     */
    public static RecordingReport of(List<Path> given, Progress progress) throws IOException {
        return new ReportFold(progress).read(given);
    }

    private RecordingReport read(List<Path> given) throws IOException {
        Sources sources = Sources.open(given);
        List<Path> paths = sources.paths();
        List<SourceFile> files = sources.files();
        sources.notes().forEach(note -> notes.add(note + "."));
        long total = files.stream().mapToLong(SourceFile::length).sum();
        long before = 0;
        for (SourceFile file : files) {
            List<Chunk> wanted = sources.wanted(file);
            repeated += file.chunks().size() - wanted.size();
            chunks.addAll(wanted);
            read(file, wanted, before, total);
            before += file.length();
        }
        processes.end();
        devices.end();
        if (origin.isEmpty() && unparsed != null) {
            throw unparsed;
        }
        if (origin.isEmpty()) {
            throw new IOException(
                    "nothing of Tenstorrent devices in "
                            + (paths.size() == 1 ? paths.get(0) : paths.size() + " files")
                            + ": "
                            + events
                            + " events, none of them tenstorrent.*; it was not recorded by tt-flight,"
                            + " or with its events off");
        }
        return report(paths);
    }

    private void read(SourceFile file, List<Chunk> wanted, long before, long total)
            throws IOException {
        if (wanted.isEmpty()) {
            return;
        }
        if (file.isAsItIs(wanted)) {
            read(file.path(), file.path(), wanted, before / (double) total, total);
            return;
        }
        Path copy = Files.createTempFile("tt-flight-", ".jfr");
        copy.toFile().deleteOnExit(); // a signal may come before that
        try {
            SourceFile.copy(wanted, copy);
            read(copy, file.path(), wanted, before / (double) total, total);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private void read(Path file, Path asGiven, List<Chunk> wanted, double before, long total)
            throws IOException {
        long eventsBefore = events;
        double length = Files.size(file) / (double) total;
        long from = wanted.get(0).start().toEpochMilli();
        long span = Math.max(1, wanted.get(wanted.size() - 1).end().toEpochMilli() - from);
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                take(event);
                if (++events % PROGRESS_EVERY == 0) {
                    double at = (event.getStartTime().toEpochMilli() - from) / (double) span;
                    double done = before + Math.max(0, Math.min(1, at)) * length;
                    progress.at(Math.min(1, done), events);
                }
            }
        } catch (IOException | RuntimeException e) {
            if (events > eventsBefore) {
                noteDamage(asGiven, events - eventsBefore, e);
            } else {
                chunks.removeAll(wanted);
                unparsed = new IOException("cannot read " + asGiven + ": " + e.getMessage(), e);
                notes.add("Left out: " + unparsed.getMessage() + ".");
            }
        }
        origin.endOfFile();
    }

    private void noteDamage(Path asGiven, long read, Exception e) {
        notes.add(
                asGiven.getFileName()
                        + " is damaged: what follows its first "
                        + Words.count(read)
                        + " events cannot be read and is missing here ("
                        + e.getMessage()
                        + ").");
    }

    private void take(RecordedEvent event) {
        String name = event.getEventType().getName();
        try {
            long millis = event.getStartTime().toEpochMilli();
            if (name.startsWith(OriginFold.PREFIX)) {
                String ours = name.substring(OriginFold.PREFIX.length());
                if (!ours.equals("ClientConnection")) { // began before, as a rule
                    origin.ours(millis, ours, event.getEventType().getId());
                }
                takeOurs(millis, ours, event);
            } else if (name.startsWith("jdk.")) {
                takeOfTheJdk(millis, name, event);
            }
        } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
            unreadable++; // an event of our name with other fields
        }
    }

    private void takeOurs(long millis, String name, RecordedEvent event) {
        switch (name) {
            case "BufferAllocation" -> allocation(millis, event, null);
            case "BufferFree" -> free(millis, event, null);
            case "CircularBufferAllocation" -> allocation(millis, event, "CB");
            case "CircularBufferFree" -> free(millis, event, "CB");
            case "LargestBuffer" -> buffers.live(millis, event);
            case "DeviceMemory" -> devices.memory(millis, event);
            case "DeviceTelemetry" -> devices.telemetry(millis, event);
            case "ProcessMemory" -> processes.memory(millis, event);
            case "DeviceProcess" -> names.add(event);
            case "ProcessAttach" -> processes.attached(millis, event);
            case "ProcessExit" -> {
                processes.exit(millis, event);
                timeline.exit(millis, event);
            }
            case "DaemonStatistics" -> origin.statistics(millis, event);
            case "Snapshot" -> origin.snapshot(millis, event);
            case "ThresholdCrossed" -> timeline.threshold(millis, event);
            case "LeakSuspect" -> timeline.suspect(millis, event);
            case "Incident" -> timeline.incident(millis, event);
            case "MessageRejected" -> timeline.rejected(millis, event);
            case "DeviceFound", "DeviceLost" -> {
                devices.identify(event);
                timeline.device(millis, name, event);
            }
            case "DeviceReturned",
                    "DeviceBlocked",
                    "DeviceUnblocked",
                    "HeartbeatStalled",
                    "HeartbeatResumed",
                    "ThermalTrip" ->
                    timeline.device(millis, name, event);
            default -> {
                // tells nothing that the others do not
            }
        }
    }

    private void takeOfTheJdk(long millis, String name, RecordedEvent event) {
        switch (name) {
            case "jdk.ActiveSetting" -> origin.setting(event);
            case "jdk.JVMInformation" -> origin.jvm(event);
            case "jdk.OSInformation" -> origin.system(event);
            case "jdk.DataLoss" -> origin.lost(event);
            case "jdk.Shutdown" -> timeline.shutdown(millis, event);
            default -> {
                // not about devices
            }
        }
    }

    private void allocation(long millis, RecordedEvent event, @Nullable String type) {
        beginWithTheChunk(millis);
        buffers.allocation(millis, event, type);
    }

    private void free(long millis, RecordedEvent event, @Nullable String type) {
        beginWithTheChunk(millis);
        buffers.free(millis, event, type);
    }

    /** A chunk has one set of settings: what it has of single buffers it has from its start. */
    private void beginWithTheChunk(long millis) {
        if (buffers.isEmpty()) {
            for (Chunk chunk : chunks) {
                if (isIn(chunk, millis)) {
                    buffers.recordedFrom(chunk.start().toEpochMilli());
                }
            }
        }
    }

    private boolean isRecorded(long millis) {
        return chunks.stream().anyMatch(chunk -> isIn(chunk, millis));
    }

    private static boolean isIn(Chunk chunk, long millis) {
        return chunk.start().toEpochMilli() <= millis && millis <= chunk.end().toEpochMilli();
    }

    private RecordingReport report(List<Path> paths) {
        SingleBuffers single = origin.singleBuffers(buffers);
        if (unreadable > 0) {
            notes.add(
                    Words.count(unreadable)
                            + " events have other fields than this version knows, and were left"
                            + " out.");
        }
        notes.addAll(Unknowns.of(single, origin));
        boolean isComplete = single.status().equals("all");
        return new RecordingReport(
                RecordingReport.SCHEMA,
                new Origin(
                        paths.stream().map(Path::toString).toList(),
                        origin.from(),
                        origin.until(),
                        chunks.size(),
                        repeated,
                        origin.lostBytes(),
                        origin.daemons(),
                        origin.events(),
                        origin.messages(),
                        single),
                notes,
                devices.devices(names),
                processes.programs(),
                processes.others(),
                traffic(single),
                new Leaks(
                        timeline.suspects(names),
                        processes.growing(),
                        isComplete ? buffers.unreleased(names) : null,
                        processes.orphans()),
                timeline.happened(),
                timeline.omitted(),
                timeline.rejections());
    }

    private Traffic traffic(SingleBuffers single) {
        boolean hasLive = origin.count("LargestBuffer") > 0;
        if (single.status().equals("none")) {
            var rates = origin.messageRate();
            return new Traffic(
                    rates.isEmpty() ? "none" : "messages",
                    rates,
                    null,
                    null,
                    null,
                    origin.allocations(),
                    List.of(),
                    List.of(),
                    hasLive ? buffers.live(names) : List.of(),
                    hasLive ? "live" : "none");
        }
        long oneIn = origin.oneIn();
        return new Traffic(
                single.status().equals("thinned") ? "thinned" : "buffers",
                buffers.rates(oneIn, this::isRecorded),
                buffers.allocated(oneIn),
                buffers.allocatedBytes(oneIn),
                buffers.freed(oneIn),
                origin.allocations(),
                buffers.sizes(oneIn),
                buffers.lifetimes(oneIn),
                buffers.largest(names),
                "allocations");
    }
}
