package org.ttflight.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.Architecture;
import org.ttflight.host.CardType;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostRoots;
import org.ttflight.host.HostWatch;
import org.ttflight.incident.IncidentSettings;
import org.ttflight.ingest.IngestConfig;
import org.ttflight.jfr.BlackBoxOptions;
import org.ttflight.ledger.Ledger;
import org.ttflight.recording.StateDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the daemon. */
@Command(
        name = "tt-flight serve",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Runs the daemon: takes what instrumented programs report on the Unix socket, and"
                    + " publishes it as JMX MBeans and JFR events."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tt-flight serve                          listen on the default socket",
            "  tt-flight serve --simulate n150:2        with two devices that do not exist",
            "  tt-flight serve --recording profile      record every allocation",
            "  tt-flight serve --log-allocations | tee server.log",
            "  tt-flight serve --jmx-port 9010          says how to make key and passwords for that",
            "",
            "Exit codes:",
            "    1  could not start; the reason is on standard error",
            "    2  wrong usage",
            "  130  stopped by Ctrl-C, in order",
            "  143  stopped by SIGTERM, in order"
        })
final class ServeCommand implements Callable<Integer> {
    private static final Pattern SIMULATED = Pattern.compile("([\\w-]+)(?::(\\d{1,4}))?");
    private static final Pattern BYTES = Pattern.compile("(\\d{1,15})\\s*([kMG]?)i?B?");
    private static final Pattern WORD_BYTES =
            Pattern.compile("(?:(wormhole|blackhole)=)?([1-9][0-9]{0,2})");
    private static final Pattern AGE = Pattern.compile("(\\d{1,9})\\s*([smhd])");

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description =
                    "Where to listen. Default: $TT_ALLOC_SERVER_SOCKET, or"
                            + " /tmp/tt_allocation_server.sock.")
    private @Nullable Path socket;

    @Option(
            names = "--simulate",
            paramLabel = "CARD[:N]",
            description =
                    "Pretend that the host has N devices (default 1) of this card: n150, n300, p100a,"
                            + " p150a, … May be given several times; ordinals count up. The host's"
                            + " own devices are not read then.")
    private List<String> simulate = List.of();

    @Option(
            names = "--recording",
            paramLabel = "WHAT",
            defaultValue = "continuous",
            description =
                    "What the flight recording holds: continuous (all but single buffers), profile"
                            + " (every allocation), off, or the path of a .jfc file. Default:"
                            + " ${DEFAULT-VALUE}.")
    private String recording = "continuous";

    @Option(
            names = "--recording-max-age",
            paramLabel = "AGE",
            defaultValue = "24h",
            description =
                    "How far back the recording reaches, as 90m, 24h or 7d. Default:"
                            + " ${DEFAULT-VALUE}.")
    private String recordingMaxAge = "24h";

    @Option(
            names = "--recording-max-size",
            paramLabel = "SIZE",
            defaultValue = "256M",
            description =
                    "How much disk the recording may take, as 64M or 2G. Default:"
                            + " ${DEFAULT-VALUE}.")
    private String recordingMaxSize = "256M";

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description =
                    "Where the recording, what was recovered of earlier ones, and incidents are"
                            + " kept. Default: $STATE_DIRECTORY, or /var/lib/tt-flight for root, or"
                            + " ~/.local/state/tt-flight; and a directory of its own in there for"
                            + " another socket than the usual one.")
    private @Nullable Path stateDirectory;

    @Option(
            names = "--log-allocations",
            description = "Log every allocation and release on standard output.")
    private boolean logAllocations;

    @Option(
            names = "--max-devices",
            paramLabel = "N",
            defaultValue = "256",
            description = "Device ids must be below this, 1 to 1024. Default: ${DEFAULT-VALUE}.")
    private int maxDevices = IngestConfig.DEFAULT_DEVICE_LIMIT;

    @Option(
            names = "--pcie-word-bytes",
            paramLabel = "[ARCH=]N",
            description =
                    "How many bytes a word of the driver's PCIe counters is; the vendor's documents"
                            + " say 32, those of the Blackhole chip also 64. Default: 32. For one"
                            + " architecture: blackhole=64 or wormhole=32; may be given twice.")
    private List<String> pcieWordBytes = List.of();

    @Mixin private HostOptions host = new HostOptions();
    @Mixin private IncidentOptions incidents = new IncidentOptions();

    @Mixin private RemoteOptions remote = new RemoteOptions();

    @Override
    @SuppressWarnings("ClosingStandardOutputStreams") // a LineLog leaves its stream open
    public Integer call() throws InterruptedException {
        DaemonConfig config = config();
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    stop.countDown();
                                    awaitQuietly(closed);
                                },
                                "tt-flight shutdown"));
        try (LineLog warnings = new LineLog(System.err)) {
            LineLogHandler.install(warnings);
            return run(config, stop, warnings);
        } finally {
            closed.countDown();
        }
    }

    private static int run(DaemonConfig config, CountDownLatch stop, LineLog warnings)
            throws InterruptedException {
        try (RemoteJmx jmx = RemoteJmx.open(config.remote());
                Daemon daemon = Daemon.start(config)) {
            if (jmx != null) {
                jmx.serve();
            }
            daemon.runUntil(stop);
            return 0;
        } catch (IOException e) {
            warnings.line("tt-flight: " + e.getMessage());
            return 1;
        }
    }

    /** Or the JVM would halt under our cleanup. */
    private static void awaitQuietly(CountDownLatch closed) {
        try {
            if (!closed.await(10, TimeUnit.SECONDS)) {
                System.err.println("tt-flight: stopping took too long; some files may remain");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private DaemonConfig config() {
        if (maxDevices < 1 || maxDevices > Ledger.DEVICE_LIMIT) {
            throw wrong("--max-devices must be 1 to " + Ledger.DEVICE_LIMIT + ": " + maxDevices);
        }
        IngestConfig defaults = IngestConfig.on(socketPath());
        IngestConfig ingest =
                new IngestConfig(
                        defaults.socket(),
                        defaults.socketMode(),
                        maxDevices,
                        defaults.publishMillis(),
                        defaults.livenessMillis());
        List<HostDevice> devices = simulatedDevices();
        HostRoots roots;
        @Nullable RemoteConfig remoteConfig;
        try {
            roots = host.roots();
            remoteConfig = remote.config(System.getenv());
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        return new DaemonConfig(
                ingest,
                devices,
                logAllocations,
                recordingOptions(),
                devices.isEmpty() ? roots : withoutDevices(roots),
                host.reports(),
                HostWatch.Options.DEFAULTS.withBytesPerWord(bytesPerWord()),
                state(ingest.socket()),
                incidentSettings(),
                remoteConfig);
    }

    private IncidentSettings incidentSettings() {
        try {
            return incidents.settings();
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private StateDirectory state(Path socket) {
        return stateDirectory != null
                ? new StateDirectory(stateDirectory)
                : StateDirectory.of(
                        System.getenv(),
                        System.getProperty("user.name"),
                        Path.of(System.getProperty("user.home")),
                        socket);
    }

    private Map<Architecture, Integer> bytesPerWord() {
        Map<Architecture, Integer> bytes = new EnumMap<>(Architecture.class);
        for (String wish : pcieWordBytes) {
            Matcher matcher = WORD_BYTES.matcher(wish);
            if (!matcher.matches()) {
                throw wrong(
                        "--pcie-word-bytes takes a number from 1 to 999, as 64 or blackhole=64, but"
                                + " got '"
                                + wish
                                + "'");
            }
            int number = Integer.parseInt(matcher.group(2));
            String name = matcher.group(1);
            if (name == null || name.equals("wormhole")) {
                bytes.put(Architecture.WORMHOLE_B0, number);
            }
            if (name == null || name.equals("blackhole")) {
                bytes.put(Architecture.BLACKHOLE, number);
            }
        }
        return bytes;
    }

    /** Simulated devices stand in for those of the host; both would fight for the ordinals. */
    private static HostRoots withoutDevices(HostRoots roots) {
        Path nowhere = Path.of("/nonexistent");
        return roots.withSys(nowhere).withDriver(nowhere);
    }

    private Path socketPath() {
        if (socket != null) {
            return socket;
        }
        String fromEnvironment = System.getenv("TT_ALLOC_SERVER_SOCKET");
        return fromEnvironment == null || fromEnvironment.isBlank()
                ? IngestConfig.DEFAULT_SOCKET
                : Path.of(fromEnvironment);
    }

    private List<HostDevice> simulatedDevices() {
        List<HostDevice> devices = new ArrayList<>();
        for (String wish : simulate) {
            Matcher matcher = SIMULATED.matcher(wish);
            CardType card = matcher.matches() ? CardType.ofLabel(matcher.group(1)) : null;
            if (card == null) {
                throw wrong(
                        "--simulate takes CARD or CARD:N, but got '"
                                + wish
                                + "'; cards are "
                                + CardType.labels());
            }
            int count = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
            if (count == 0) {
                throw wrong("--simulate " + wish + " simulates nothing; leave it out");
            }
            for (int at = 0; at < count; at++) {
                int ordinal = devices.size();
                String asicId = "5EED%012X".formatted(ordinal);
                devices.add(new HostDevice(ordinal, card, asicId, true));
            }
        }
        if (devices.size() > maxDevices) {
            throw wrong(devices.size() + " simulated devices, but --max-devices " + maxDevices);
        }
        return devices;
    }

    private BlackBoxOptions recordingOptions() {
        Duration age = age(recordingMaxAge);
        long bytes = bytes(recordingMaxSize);
        try {
            return new BlackBoxOptions(recording, age, bytes);
        } catch (IllegalArgumentException e) {
            throw wrong("--recording-max-age or --recording-max-size: " + e.getMessage());
        }
    }

    private Duration age(String text) {
        Matcher matcher = AGE.matcher(text);
        if (!matcher.matches()) {
            throw wrong(
                    "--recording-max-age takes a number and s, m, h or d, but got '" + text + "'");
        }
        String amount = matcher.group(1);
        String unit = matcher.group(2).toUpperCase(Locale.ROOT);
        try {
            return unit.equals("D")
                    ? Duration.parse("P" + amount + unit)
                    : Duration.parse("PT" + amount + unit);
        } catch (DateTimeParseException e) {
            throw wrong("--recording-max-age is too long: " + text);
        }
    }

    private long bytes(String text) {
        Matcher matcher = BYTES.matcher(text);
        if (!matcher.matches()) {
            throw wrong(
                    "--recording-max-size takes a number and k, M or G, but got '" + text + "'");
        }
        int shift =
                switch (matcher.group(2)) {
                    case "k" -> 10;
                    case "M" -> 20;
                    case "G" -> 30;
                    default -> 0;
                };
        long amount = Long.parseLong(matcher.group(1));
        if (amount > Long.MAX_VALUE >> shift) {
            throw wrong("--recording-max-size is too large: " + text);
        }
        return amount << shift;
    }

    private ParameterException wrong(String message) {
        if (spec == null) {
            throw new IllegalStateException("not run by picocli");
        }
        return new ParameterException(spec.commandLine(), message);
    }
}
