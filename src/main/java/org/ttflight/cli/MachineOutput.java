package org.ttflight.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostRoots;
import org.ttflight.query.Catalogue;
import org.ttflight.query.Csv;
import org.ttflight.screen.Glyphs;
import org.ttflight.snapshot.Selection;
import org.ttflight.snapshot.SharedOnly;
import org.ttflight.snapshot.SnapshotDocument;
import org.ttflight.vendor.BoardList;
import org.ttflight.vendor.HostFacts;
import org.ttflight.vendor.VendorSnapshot;

/** Prints for programs what {@code smi} draws for people. Confined to one thread. */
final class MachineOutput {
    /** Waits until the next round. */
    @FunctionalInterface
    interface Pause {
        void await(long millis) throws InterruptedException;
    }

    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("MM-dd-uuuu_HH:mm:ss", Locale.ROOT);

    private final Surroundings surroundings;
    private final SmiOptions options;
    private final Snapshots snapshots;
    private final Pause pause;

    MachineOutput(Surroundings surroundings, SmiOptions options) {
        this(surroundings, options, Thread::sleep);
    }

    MachineOutput(Surroundings surroundings, SmiOptions options, Pause pause) {
        this.surroundings = surroundings;
        this.options = options;
        this.snapshots = Snapshots.of(surroundings, options.socket(), options.places());
        this.pause = pause;
    }

    /** Returns the exit code; with a loop, only when something fails or it is interrupted. */
    int run(MachineRequest request) {
        if (request instanceof MachineRequest.Document) {
            return new Smi(surroundings, DaemonClient.TIMEOUT)
                    .run(options.withOutput(SmiOptions.Output.DOCUMENT));
        }
        PrintStream out = surroundings.out();
        try {
            if (request instanceof MachineRequest.Help) {
                out.print(help());
            } else if (request instanceof MachineRequest.Query<?> query) {
                if (!print(query)) {
                    return ExitCodes.ERROR;
                }
            } else {
                SnapshotDocument all = snapshots.get();
                SnapshotDocument document = selection(all).of(all);
                if (!VendorSnapshot.hasDevices(document)) {
                    surroundings.complain(nothing(document));
                    return ExitCodes.ERROR;
                } else if (request instanceof MachineRequest.Vendor vendor) {
                    write(vendor, document);
                } else {
                    Glyphs glyphs = Glyphs.of(surroundings.isUtf8());
                    BoardList.write(document)
                            .lines()
                            .forEach(line -> out.print(glyphs.clean(line) + "\n"));
                }
            }
        } catch (IOException e) {
            return Failure.report(surroundings, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return out.checkError() ? ExitCodes.ERROR : ExitCodes.OK;
    }

    static String help() {
        return "Fields of devices, for "
                + Catalogue.DEVICES.option()
                + ":\n"
                + Catalogue.DEVICES.help()
                + "\nFields of processes, for "
                + Catalogue.PROCESSES.option()
                + ", a row for each device of each process:\n"
                + Catalogue.PROCESSES.help()
                + "\nWhat is unknown is N/A; a 0 was counted.\n";
    }

    /** Returns whether it makes sense; says what does not. */
    private <R> boolean print(MachineRequest.Query<R> query)
            throws IOException, InterruptedException {
        PrintStream out = surroundings.out();
        boolean isFirst = true;
        while (true) {
            SnapshotDocument document = snapshots.get();
            List<Integer> missing = options.selection().missingDevices(document);
            if (isFirst && !missing.isEmpty()) {
                surroundings.complain(Smi.noDevice(missing, document));
                return false;
            }
            if (isFirst && query.format().hasHeader()) {
                out.print(Csv.header(query.fields(), query.format()));
            }
            isFirst = false;
            SnapshotDocument told = options.isSharedOnly() ? SharedOnly.of(document) : document;
            List<R> rows = query.rows().apply(told, selection(document));
            out.print(Csv.rows(rows, query.fields(), query.format()));
            if (out.checkError() || query.loopMillis() == null) { // which flushes, too
                return true;
            }
            pause.await(query.loopMillis());
        }
    }

    private Selection selection(SnapshotDocument document) {
        Selection selection = options.selection();
        return selection.users().isEmpty() ? selection : UserNumbers.named(selection, document);
    }

    private String nothing(SnapshotDocument document) {
        if (!options.selection().isAll() && document.devices().isEmpty()) {
            return "no Tenstorrent device is as asked for; without --device, all are shown";
        }
        return document.host().driverVersion() == null
                ? "no Tenstorrent driver is loaded; try: modprobe tenstorrent"
                : "no Tenstorrent device: the driver lists none; is the card in the output of lspci?";
    }

    private void write(MachineRequest.Vendor request, SnapshotDocument document)
            throws IOException {
        String json =
                VendorSnapshot.write(
                        document, facts(), Commands.version(), surroundings.wallZone());
        String file = request.file();
        if (file == null || file.equals("-")) {
            surroundings.out().print(json);
            return;
        }
        Path path = file.isEmpty() ? logFile(document) : Path.of(file);
        try {
            Path parent = path.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(path, json, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IOException("cannot write " + path + ": " + e, e);
        }
        surroundings.out().print("Saved tt-smi log to: " + path + "\n");
    }

    private Path logFile(SnapshotDocument document) {
        String home = surroundings.environment().get("HOME");
        String directory =
                home == null || home.isEmpty() ? System.getProperty("user.home", "") : home;
        String time = FILE_TIME.format(document.time().atZone(surroundings.wallZone()));
        return Path.of(directory, "tt_smi_logs", time + "_results.json");
    }

    private HostFacts facts() {
        HostPlaces places = options.places();
        Path elsewhere = places.isElsewhere() ? places.root() : surroundings.hostRoot();
        HostPlaces all = places.withRoot(elsewhere);
        HostRoots roots = LocalHost.roots(all);
        return HostFacts.read(root(elsewhere), roots.proc());
    }

    private static Path root(@Nullable Path elsewhere) {
        return elsewhere == null ? Path.of("/") : elsewhere;
    }
}
