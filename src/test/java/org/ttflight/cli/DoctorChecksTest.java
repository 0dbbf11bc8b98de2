package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.ttflight.doctor.Severity.ERROR;
import static org.ttflight.doctor.Severity.NOTE;
import static org.ttflight.doctor.Severity.NOT_CHECKED;
import static org.ttflight.doctor.Severity.OK;
import static org.ttflight.doctor.Severity.WARNING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ttflight.doctor.AgentAnswer;
import org.ttflight.doctor.Finding;
import org.ttflight.doctor.Report;
import org.ttflight.doctor.Severity;
import org.ttflight.doctor.SocketAnswer;
import org.ttflight.fakehost.FakeUsage;
import org.ttflight.fakehost.Obstacle;

/** Every check, on an installation where exactly one thing is not as it should be. */
class DoctorChecksTest {
    private static final long ALL_ONES = 0xFFFF_FFFFL;
    private static final int PID = 4242;

    @TempDir Path directory;
    private Patient patient;

    /** Breaks one thing. */
    private interface Harm {
        void on(Patient patient) throws IOException;
    }

    @BeforeEach
    void makePatient() throws IOException {
        patient = new Patient(directory);
    }

    @AfterEach
    void closePatient() throws IOException {
        patient.close();
    }

    private static Arguments harm(String check, Severity severity, Harm harm) {
        return Arguments.of(check, severity, harm);
    }

    @Test
    void shouldFindNothingWhereAllIsWell() throws Exception {
        patient.program(PID, "TT_ALLOC_TRACKING_ENABLED=0\0");
        FakeUsage usage = new FakeUsage(1 << 20, 0, 0, 0, 0);
        long now = System.currentTimeMillis() * 1_000_000;
        patient.device.sharedMemory(4).slot(0, PID, "python3", usage, now).sum().write();
        Report report = patient.examine();
        assertEquals(Set.of(), Patient.checks(report, ERROR));
        assertEquals(Set.of(), Patient.checks(report, WARNING));
        assertEquals(Set.of(), Patient.checks(report, NOTE));
        assertEquals(Set.of(), Patient.checks(report, NOT_CHECKED));
        assertEquals(OK, report.result());
        Set<String> well = Patient.checks(report, OK);
        assertTrue(
                well.containsAll(
                        Set.of("driver-version", "heartbeat", "daemon", "jmx-bean", "programs")),
                well::toString);
    }

    static Stream<Arguments> host() {
        return Stream.of(
                harm("driver-version", WARNING, p -> p.host.loadDriver("2.4.1")),
                harm("driver-version", NOTE, p -> p.host.loadDriver("2.8.0-rc2")),
                harm("driver-version", NOTE, p -> p.host.loadDriver("new")),
                harm(
                        "pci-bus",
                        ERROR,
                        p -> {
                            p.host.file("sys/bus/pci/devices/0000:f1:00.0/vendor").set("0x1e52");
                            p.host.file("sys/bus/pci/devices/0000:f1:00.0/device").set("0xb140");
                        }),
                harm(
                        "pci-grayskull",
                        NOTE,
                        p -> {
                            p.host.file("sys/bus/pci/devices/0000:f1:00.0/vendor").set("0x1e52");
                            p.host.file("sys/bus/pci/devices/0000:f1:00.0/device").set("0xfaca");
                        }),
                harm("pci-bus", WARNING, p -> p.device.remove()),
                harm("device-dead", ERROR, p -> p.device.set("tt_aiclk", ALL_ONES)),
                harm("device-implausible", WARNING, p -> p.device.set("tt_aiclk", 99_999)),
                harm("device-unreadable", WARNING, p -> p.device.set("tt_aiclk", "fast")),
                harm("device-thermal-trips", WARNING, p -> p.device.set("tt_therm_trip_count", 2)),
                harm("device-hot", WARNING, p -> p.device.hwmon("temp1_input").set(95_000)),
                harm("device-link", WARNING, p -> p.device.pci("current_link_width").set(8)),
                harm(
                        "device-aer-fatal",
                        ERROR,
                        p -> p.device.pci("aer_dev_fatal").set("TOTAL_ERR_FATAL 1")),
                harm(
                        "device-aer-nonfatal",
                        WARNING,
                        p -> p.device.pci("aer_dev_nonfatal").set("TOTAL_ERR_NONFATAL 7")),
                harm("device-aer-correctable", NOTE, p -> p.device.correctableErrors(3)),
                harm("processes", WARNING, p -> p.host.process(1).remove()),
                harm("nodes", WARNING, p -> Files.delete(p.root.resolve("dev/tenstorrent/0"))),
                harm(
                        "nodes",
                        NOTE,
                        p ->
                                Files.setPosixFilePermissions(
                                        p.root.resolve("dev/tenstorrent/0"),
                                        PosixFilePermissions.fromString("rw-rw----"))),
                harm("container-holders", WARNING, p -> p.device.openBy(0)),
                harm("shm-broken", WARNING, p -> p.device.sharedMemory(4).state(1).write()),
                harm("shm-version", WARNING, p -> p.device.sharedMemory(4).version(9).write()),
                harm("shm-stale", NOTE, p -> p.device.sharedMemory(4).write()));
    }

    static Stream<Arguments> own() {
        return Stream.of(
                harm("user", NOTE, p -> p.own("status", "Uid:\t1000\t1000\nGroups:\t27 1000\n")),
                harm("user", NOT_CHECKED, p -> Files.delete(p.ownProc.resolve("self/status"))),
                harm("container", NOTE, p -> p.namespace("pid", "4026532001")),
                harm("container", NOTE, p -> p.namespace("ipc", "4026532002")),
                harm("container", NOT_CHECKED, p -> Files.delete(p.ownProc.resolve("self/ns/pid"))),
                harm("open-files", WARNING, p -> p.own("limits", "Max open files 64 256 files\n")),
                harm("open-files", NOT_CHECKED, p -> p.own("limits", "\n")),
                harm("temporary-noexec", WARNING, p -> p.own("mounts", "x / ext4 rw,noexec 0 0")),
                harm("socket-read-only", WARNING, p -> p.own("mounts", "x / ext4 ro 0 0")),
                harm("temporary", ERROR, p -> Files.delete(p.temporary)));
    }

    static Stream<Arguments> environment() {
        return Stream.of(
                harm(
                        "shell-tracking",
                        NOTE,
                        p -> p.environment.remove("TT_ALLOC_TRACKING_ENABLED")),
                harm(
                        "shell-tracking",
                        WARNING,
                        p -> p.environment.put("TT_ALLOC_TRACKING_ENABLED", "true")),
                harm(
                        "shell-shm",
                        WARNING,
                        p -> p.environment.put("TT_METAL_SHM_TRACKING_DISABLED", "1")),
                harm(
                        "shell-socket",
                        WARNING,
                        p -> p.environment.put("TT_ALLOC_SERVER_SOCKET", "/elsewhere")),
                harm("shell-socket", NOTE, p -> p.environment.remove("TT_ALLOC_SERVER_SOCKET")),
                harm("reports", NOTE, p -> p.environment.remove("TT_METAL_LOGS_PATH")),
                harm("reports", NOTE, p -> p.environment.put("TT_METAL_LOGS_PATH", "/nowhere")),
                harm("java-home", WARNING, p -> p.environment.put("JAVA_HOME", "/nowhere")),
                harm("java-options", NOTE, p -> p.environment.put("JAVA_TOOL_OPTIONS", "-Xmx1g")),
                harm(
                        "java-options",
                        WARNING,
                        p ->
                                p.environment.put(
                                        "TT_FLIGHT_JAVA_OPTIONS", "-XX:+DisableAttachMechanism")),
                harm(
                        "java-options",
                        WARNING,
                        p ->
                                p.environment.put(
                                        "JDK_JAVA_OPTIONS",
                                        "-Dcom.sun.management.jmxremote.port=9010")),
                harm(
                        "java-version",
                        ERROR,
                        p -> p.javaOf(11, p.java.modules().toArray(String[]::new))),
                harm("java-modules", ERROR, p -> p.javaOf(17, "java.management", "jdk.attach")),
                harm("java-modules", WARNING, p -> p.javaOf(17, "jdk.jfr", "java.management")),
                harm("jmx-attach", NOT_CHECKED, p -> p.javaOf(17, "jdk.jfr")),
                harm("java-tools", NOTE, p -> Files.delete(p.java.home().resolve("bin/jconsole"))));
    }

    static Stream<Arguments> daemon() {
        return Stream.of(
                harm("daemon", WARNING, Patient::removeSocket),
                harm("daemon", ERROR, p -> p.silent(SocketAnswer.Kind.REFUSED)),
                harm("daemon", ERROR, p -> p.silent(SocketAnswer.Kind.FORBIDDEN)),
                harm("daemon", ERROR, p -> p.silent(SocketAnswer.Kind.SILENT)),
                harm("daemon", ERROR, p -> p.silent(SocketAnswer.Kind.CLOSED)),
                harm("daemon", ERROR, p -> p.silent(SocketAnswer.Kind.ANSWERED)),
                harm(
                        "daemon",
                        ERROR,
                        p -> {
                            p.removeSocket();
                            Files.createFile(p.socket);
                        }),
                harm("daemon-version", WARNING, p -> p.daemon = p.daemonDocument("0.9")),
                harm("socket-mode", WARNING, p -> p.socketMode("rw-rw----")),
                harm("socket-path", ERROR, p -> p.socket = Path.of("/tmp/" + "x".repeat(102))),
                harm("socket-directory", ERROR, p -> p.socket = p.root.resolve("no/tt.sock")),
                harm(
                        "socket-directory",
                        WARNING,
                        p ->
                                Files.setPosixFilePermissions(
                                        p.socket.resolveSibling(""),
                                        PosixFilePermissions.fromString("rwxrwxrwx"))),
                harm("jmx-attach", WARNING, p -> p.attachFailure = "no"),
                harm("jmx-attach", NOT_CHECKED, p -> p.agent = null),
                harm(
                        "recording",
                        NOTE,
                        p -> p.agent = new AgentAnswer(Patient.VERSION, "off", null, null)),
                harm(
                        "recording-space",
                        NOT_CHECKED,
                        p ->
                                p.agent =
                                        new AgentAnswer(
                                                Patient.VERSION,
                                                "recording",
                                                Path.of("/nowhere/at/all"),
                                                null)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource({"host", "own", "environment", "daemon"})
    void shouldFindWhatIsWrong(String check, Severity severity, Harm harm) throws Exception {
        harm.on(patient);
        Report report = patient.examine();
        assertTrue(Patient.checks(report, severity).contains(check), () -> report.toString());
        for (Finding finding : report.findings()) {
            assertFalse(finding.check().endsWith("-aborted"), finding::toString);
        }
    }

    @Test
    void shouldTellADriverThatIsNotLoadedThoughDevicesAreThere() throws Exception {
        patient.device.remove();
        patient.host.unloadDriver();
        assertEquals(Set.of(), Patient.checks(patient.examine(), ERROR));
        patient.host.file("sys/bus/pci/devices/0000:f1:00.0/vendor").set("0x1e52");
        Set<String> errors = Patient.checks(patient.examine(), ERROR);
        assertEquals(Set.of("driver-loaded", "pci-bus"), errors);
    }

    @Test
    void shouldTellADeviceThatBlocks() throws Exception {
        Obstacle reset = Obstacle.fifo(patient.device.file("tt_aiclk"));
        try {
            Report report = patient.examine();
            assertEquals(Set.of("device-blocked"), Patient.checks(report, ERROR));
        } finally {
            reset.close();
        }
    }

    @Test
    void shouldTellAHeartbeatThatStandsStillWithoutADaemon() throws Exception {
        patient.isBeating = false;
        patient.removeSocket();
        assertTrue(Patient.checks(patient.examine(), WARNING).contains("heartbeat"));
    }

    @Test
    void shouldTellAProgramThatReportsNothing() throws Exception {
        patient.program(PID, "TT_METAL_SHM_TRACKING_DISABLED=1\0A=b\0");
        Finding found = finding(patient.examine(), "programs-untracked");
        assertEquals(WARNING, found.severity());
        assertEquals(
                "pid 4242 python3: TT_ALLOC_TRACKING_ENABLED is not set,"
                        + " TT_METAL_SHM_TRACKING_DISABLED=1",
                found.found());
    }

    @ParameterizedTest
    @CsvSource({
        "TT_ALLOC_TRACKING_ENABLED=1,                                  programs-unconnected",
        "TT_ALLOC_TRACKING_ENABLED=1;TT_ALLOC_SERVER_SOCKET=/elsewhere, programs-elsewhere",
    })
    void shouldTellAProgramThatWouldReportButDoesNot(String environ, String check)
            throws Exception {
        patient.program(PID, environ.replace(';', '\0') + "\0");
        assertEquals(WARNING, finding(patient.examine(), check).severity());
    }

    @Test
    void shouldSayWhichEnvironmentItCannotRead() throws Exception {
        patient.program(PID, "");
        patient.host.file("proc/" + PID + "/environ").delete();
        Finding found = finding(patient.examine(), "program-environment");
        assertEquals(NOT_CHECKED, found.severity());
        assertTrue(String.valueOf(found.found()).contains("pid 4242"), found::toString);
    }

    @Test
    void shouldTellSharedMemoryThatMayNotBeRead() throws Exception {
        patient.program(PID, "");
        Path file = patient.device.sharedMemory(4).write().file();
        Files.setPosixFilePermissions(file, Set.of());
        assumeFalse(Files.isReadable(file), "root may read everything");
        Set<String> warnings = Patient.checks(patient.examine(), WARNING);
        assertEquals(Set.of("shm-rights", "programs-hidden"), warnings);
    }

    @Test
    void shouldTellAClockBeforeTheBuild() throws Exception {
        Report report = patient.examine(Patient.NOW.minusSeconds(3600));
        assertEquals(Set.of("clock"), Patient.checks(report, WARNING));
    }

    @Test
    void shouldNameOtherDaemons() throws Exception {
        Path other = Files.createDirectory(patient.ownProc.resolve("77"));
        String command = "java -cp x org.ttflight.daemon.Main --socket /tmp/o.sock";
        Files.writeString(other.resolve("cmdline"), command.replace(' ', '\0') + "\0");
        Finding found = finding(patient.examine(), "other-daemons");
        assertEquals("pid 77 (/tmp/o.sock)", found.found());
    }

    private static Finding finding(Report report, String check) {
        return report.findings().stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError(report.toString()));
    }

    /** A name in the code that the document does not explain, or the other way round. */
    @Test
    void shouldHaveEveryCheckInTheDocument() throws IOException {
        Pattern call =
                Pattern.compile(
                        "(?:ok|note|warning|error|notChecked|add|warn)\\(\\s*(?:[a-z]+,\\s*)?"
                                + "\"([a-z]+(?:-[a-z]+)*)\",");
        Set<String> inCode = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("main/java/org/ttflight/doctor"))) {
            for (Path file : files.toList()) {
                Matcher matcher = call.matcher(Files.readString(file));
                while (matcher.find()) {
                    inCode.add(matcher.group(1));
                }
            }
        }
        String document = Files.readString(Path.of("../docs/DOCTOR.md"));
        Set<String> inDocument = new TreeSet<>();
        Matcher row =
                Pattern.compile("(?m)^\\| `([a-z-]+)` \\|")
                        .matcher(document.substring(document.indexOf("\n## Driver")));
        while (row.find()) {
            inDocument.add(row.group(1));
        }
        assertTrue(inCode.size() > 40, inCode::toString);
        assertEquals(inCode, inDocument);
    }
}
