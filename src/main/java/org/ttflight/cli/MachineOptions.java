package org.ttflight.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ttflight.query.Catalogue;
import org.ttflight.query.CsvFormat;
import org.ttflight.query.DeviceRow;
import org.ttflight.query.Field;
import org.ttflight.query.ProcessRow;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What {@code smi} prints for programs instead of a screen; docs/MACHINES.md describes it. */
final class MachineOptions {
    private static final String DOCUMENT = "document";
    private static final String VENDOR = "tt-smi";

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--json",
            arity = "0..1",
            paramLabel = "FORMAT",
            fallbackValue = DOCUMENT,
            description = {
                "Print JSON: \"document\" as in docs/SNAPSHOT.md,",
                "or \"tt-smi\", the vendor's snapshot (docs/MACHINES.md).",
                "Default FORMAT: ${FALLBACK-VALUE}"
            })
    private @Nullable String json;

    @Option(
            names = {"-s", "--snapshot"},
            description = "The same as --json=tt-smi.")
    private boolean isVendorSnapshot;

    @Option(
            names = {"-f", "--filename"},
            arity = "0..1",
            paramLabel = "FILE",
            fallbackValue = "",
            description = {
                "Write the vendor's snapshot to FILE; - is standard output.",
                "Without FILE: to ~/tt_smi_logs, named after the time"
            })
    private @Nullable String file;

    @Option(names = "--snapshot_no_tty", description = "Accepted; JSON is never coloured here.")
    private boolean isPlain;

    @Option(
            names = {"-ls", "--list"},
            description = "List the boards as the vendor does.")
    private boolean isList;

    @Option(
            names = "--query-device",
            paramLabel = "FIELDS",
            description = {
                "Print these fields of each device as CSV, such as",
                "index,name,power.draw; \"all\" for all there are."
            })
    private @Nullable String deviceFields;

    @Option(
            names = "--query-process",
            paramLabel = "FIELDS",
            description = "The same for each process on each of its devices.")
    private @Nullable String processFields;

    @Option(
            names = "--format",
            paramLabel = "csv[,noheader][,nounits]",
            description = "With --query-*: leave out the header, or the units.")
    private @Nullable String format;

    @Option(
            names = {"-l", "--loop"},
            paramLabel = "SECONDS",
            description = "With --query-*: print it again every SECONDS, until killed.")
    private @Nullable Double loopSeconds;

    @Option(names = "--help-query", description = "List all fields with unit and meaning, and end.")
    private boolean isHelpQuery;

    /**
     * Returns what is wanted instead of a screen, or null if it is a screen.
     *
     * @param isWatching whether a screen is to stay
     */
    @Nullable MachineRequest request(boolean isWatching) {
        List<String> given = given();
        if (isWatching && !given.isEmpty()) {
            given.add("--watch");
        }
        if (given.size() > 1) {
            throw wrong(String.join(" and ", given) + " make no sense together");
        }
        boolean isQuery = deviceFields != null || processFields != null;
        if (!isQuery && (format != null || loopSeconds != null)) {
            throw wrong(
                    (format != null ? "--format" : "--loop")
                            + " makes sense only with --query-device or --query-process"
                            + (format != null ? "" : "; to watch a screen, use --watch"));
        }
        return isHelpQuery ? new MachineRequest.Help() : isQuery ? query() : other();
    }

    private List<String> given() {
        List<String> given = new ArrayList<>();
        if (json != null) {
            given.add("--json");
        }
        boolean isVendor = isVendorSnapshot || file != null || isPlain;
        if (isVendor && !VENDOR.equals(json)) {
            given.add(file != null ? "--filename" : "--snapshot");
        }
        if (isList) {
            given.add("--list");
        }
        if (deviceFields != null) {
            given.add("--query-device");
        }
        if (processFields != null) {
            given.add("--query-process");
        }
        if (isHelpQuery) {
            given.add("--help-query");
        }
        return given;
    }

    private @Nullable MachineRequest other() {
        if (isList) {
            return new MachineRequest.Boards();
        }
        if (json != null) {
            switch (json.toLowerCase(Locale.ROOT)) {
                case DOCUMENT -> {
                    return new MachineRequest.Document();
                }
                case VENDOR -> {
                    return new MachineRequest.Vendor(file);
                }
                default ->
                        throw wrong(
                                "--json must be "
                                        + DOCUMENT
                                        + " or "
                                        + VENDOR
                                        + ", but is "
                                        + json);
            }
        }
        return isVendorSnapshot || file != null || isPlain ? new MachineRequest.Vendor(file) : null;
    }

    private MachineRequest query() {
        try {
            CsvFormat csv = format == null ? CsvFormat.USUAL : CsvFormat.parse(format);
            Long millis = loopSeconds == null ? null : Long.valueOf(millis(loopSeconds));
            if (deviceFields != null) {
                List<Field<DeviceRow>> fields = Catalogue.DEVICES.parse(deviceFields);
                return new MachineRequest.Query<>(fields, DeviceRow::of, csv, millis);
            }
            List<Field<ProcessRow>> fields =
                    Catalogue.PROCESSES.parse(String.valueOf(processFields));
            return new MachineRequest.Query<>(fields, ProcessRow::of, csv, millis);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private static long millis(double seconds) {
        if (!(seconds >= 0.01 && seconds <= 86_400)) {
            throw new IllegalArgumentException("--loop must be 0.01 to 86400, but is " + seconds);
        }
        return Math.round(seconds * 1000);
    }

    private RuntimeException wrong(String message) {
        return command == null
                ? new IllegalArgumentException(message)
                : new ParameterException(command.commandLine(), message);
    }
}
