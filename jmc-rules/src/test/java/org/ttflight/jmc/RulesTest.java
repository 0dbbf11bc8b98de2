package org.ttflight.jmc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;
import org.openjdk.jmc.common.util.TypedPreference;
import org.openjdk.jmc.flightrecorder.CouldNotLoadRecordingException;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.openjdk.jmc.flightrecorder.rules.IResult;
import org.openjdk.jmc.flightrecorder.rules.IRule;
import org.openjdk.jmc.flightrecorder.rules.ResultToolkit;
import org.openjdk.jmc.flightrecorder.rules.RuleRegistry;
import org.openjdk.jmc.flightrecorder.rules.Severity;
import org.openjdk.jmc.flightrecorder.rules.TypedResult;
import org.openjdk.jmc.flightrecorder.rules.util.RulesToolkit;
import org.ttflight.jfr.JfrHostListener;
import org.ttflight.jfr.LeakSuspectEvent;
import org.ttflight.jfr.MessageRejectedEvent;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.MemoryType;

/** Our rules and JMC's own, evaluated as JMC does it on recordings as the daemon writes them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesTest {
    private static final long GIB = 1L << 30;

    private static final Set<String> OURS =
            Set.of(
                    "TenstorrentDeviceMemory",
                    "TenstorrentLeak",
                    "TenstorrentOrphanedMemory",
                    "TenstorrentNeverFreed",
                    "TenstorrentDeviceTrouble",
                    "TenstorrentRejectedMessages");

    /** Of each rule that was evaluated, by its id. */
    private record Results(Map<String, IResult> byId) {
        IResult get(String id) {
            return Objects.requireNonNull(byId.get(id), id);
        }
    }

    private IItemCollection calm;
    private IItemCollection wild;
    private Results ofWild = new Results(Map.of());

    @BeforeAll
    void record(@TempDir Path directory)
            throws IOException,
                    ParseException,
                    CouldNotLoadRecordingException,
                    InterruptedException,
                    ExecutionException {
        calm = calm(directory.resolve("calm.jfr"));
        wild = wild(directory.resolve("wild.jfr"));
        ofWild = evaluate(RuleRegistry.getRules(), wild, Map.of());
    }

    private static IItemCollection calm(Path file)
            throws IOException, ParseException, CouldNotLoadRecordingException {
        try (Flight flight = new Flight("profile", Map.of())) {
            LedgerProcess process = flight.attach(11);
            flight.ledger.allocate(process, 1, MemoryType.DRAM, 0x1000, GIB);
            flight.show();
            flight.ledger.free(process, 1, 0x1000);
            flight.ledger.allocate(process, 1, MemoryType.DRAM, 0x1000, GIB);
            flight.ledger.release(process, ExitReason.DEAD);
            // What it held is orphaned: this one had nothing left.
            flight.ledger.publish();
            return flight.land(file);
        }
    }

    private static IItemCollection wild(Path file)
            throws IOException, ParseException, CouldNotLoadRecordingException {
        try (Flight flight = new Flight("profile", Map.of())) {
            LedgerProcess heavy = flight.attach(4242);
            flight.ledger.setThreshold(1, MemoryType.DRAM, 10 * GIB);
            flight.ledger.allocate(heavy, 1, MemoryType.DRAM, 0xabcd_0000L, 11 * GIB);
            LedgerProcess leaking = flight.attach(77);
            for (int step = 0; step < 12; step++) {
                flight.ledger.allocate(leaking, 1, MemoryType.L1, 0x100 + step, 1 << 20);
            }
            flight.ledger.free(leaking, 1, 0x100);
            flight.show();
            LeakSuspectEvent.growing(77, 1, "L1", 12 << 20, 1 << 20, 600L);
            LedgerProcess dying = flight.attach(99);
            flight.ledger.allocate(dying, 0, MemoryType.DRAM, 1, 2 * GIB);
            flight.ledger.release(dying, ExitReason.DEAD);
            MessageRejectedEvent.emit(5, "unknown_type", "the first byte is 13");
            flight.reject();
            JfrHostListener host = new JfrHostListener();
            host.heartbeatStalled(Flight.DEVICE, 77, 5000);
            host.deviceLost(Flight.DEVICE, "its files vanished");
            host.deviceBlocked(Flight.DEVICE);
            host.thermalTrip(Flight.DEVICE, 1, 1);
            flight.heatTo(90);
            flight.passHalf();
            return flight.land(file);
        }
    }

    private static Results evaluate(
            IItemCollection items, Map<TypedPreference<?>, Object> preferences)
            throws InterruptedException, ExecutionException {
        List<IRule> ours =
                RuleRegistry.getRules().stream()
                        .filter(rule -> OURS.contains(rule.getId()))
                        .toList();
        return evaluate(ours, items, preferences);
    }

    /** Evaluates as JMC does; a preference that is not given has its default. */
    private static Results evaluate(
            Collection<IRule> rules,
            IItemCollection items,
            Map<TypedPreference<?>, Object> preferences)
            throws InterruptedException, ExecutionException {
        IPreferenceValueProvider provider =
                new IPreferenceValueProvider() {
                    @Override
                    @SuppressWarnings("unchecked")
                    public <T> T getPreferenceValue(TypedPreference<T> preference) {
                        return (T)
                                preferences.getOrDefault(preference, preference.getDefaultValue());
                    }
                };
        Map<IRule, Future<IResult>> futures =
                RulesToolkit.evaluateParallel(rules, items, provider, 2);
        Map<String, IResult> results = new HashMap<>();
        for (Map.Entry<IRule, Future<IResult>> entry : futures.entrySet()) {
            results.put(entry.getKey().getId(), entry.getValue().get());
        }
        return new Results(results);
    }

    private static void check(IResult result, Severity severity, String... words) {
        String text =
                (result.getSummary()
                                + " / "
                                + result.getExplanation()
                                + " / "
                                + result.getSolution())
                        .replace('\u00a0', ' ');
        assertEquals(severity, result.getSeverity(), text);
        for (String word : words) {
            assertTrue(text.contains(word), word + " is not in: " + text);
        }
        assertFalse(text.contains("<b>") || text.contains("{"), text);
        assertEquals(
                result.getSummary(),
                ResultToolkit.populateMessage(result, result.getSummary(), false));
        assertNotNull(result.getResult(TypedResult.SCORE));
    }

    @Test
    void shouldBeFoundByJmc() {
        Set<String> ids =
                RuleRegistry.getRules().stream()
                        .map(IRule::getId)
                        .filter(id -> id.startsWith("Tenstorrent"))
                        .collect(Collectors.toSet());
        assertEquals(OURS, ids);
        assertTrue(RuleRegistry.getRules().size() > OURS.size() + 50, "JMC's own are not there");
    }

    @Test
    void shouldNotDisturbTheRulesOfJmc() {
        assertEquals(RuleRegistry.getRules().size(), ofWild.byId().size());
        ofWild.byId().forEach((id, result) -> assertNotNull(result, id));
        assertTrue(
                ofWild.byId().entrySet().stream()
                        .filter(entry -> !OURS.contains(entry.getKey()))
                        .anyMatch(entry -> entry.getValue().getSeverity() != Severity.NA));
    }

    @Test
    void shouldFindNothingWhereAllIsWell() throws InterruptedException, ExecutionException {
        Results results = evaluate(calm, Map.of());
        for (String id : OURS) {
            if (!id.equals("TenstorrentOrphanedMemory")) {
                check(results.get(id), Severity.OK);
            }
        }
        check(results.get("TenstorrentDeviceMemory"), Severity.OK, "Device 1", "DRAM");
        check(
                results.get("TenstorrentNeverFreed"),
                Severity.OK,
                "Each buffer of the first half",
                "2 allocations");
    }

    @Test
    void shouldTellWhoFilledADevice() {
        check(
                ofWild.get("TenstorrentDeviceMemory"),
                Severity.WARNING,
                "Device 1 used up to 91",
                "11 GiB of 12 GiB of DRAM",
                "run_b__score_ (pid 4242) 11 GiB",
                "A threshold was reached 1 time");
    }

    @Test
    void shouldTellWhatTheDaemonSuspects() {
        check(
                ofWild.get("TenstorrentLeak"),
                Severity.WARNING,
                "(pid 77) looks as if it leaks",
                "12 MiB of L1",
                "1 MiB a second",
                "full in 10 min");
    }

    @Test
    void shouldSeeWhatGrowsThroughout(@TempDir Path directory)
            throws IOException,
                    ParseException,
                    CouldNotLoadRecordingException,
                    InterruptedException,
                    ExecutionException {
        IItemCollection items;
        try (Flight flight = new Flight("continuous", Map.of())) {
            LedgerProcess growing = flight.attach(77);
            LedgerProcess steady = flight.attach(78);
            flight.ledger.allocate(steady, 1, MemoryType.L1, 1, 1 << 20);
            for (int step = 0; step < 12; step++) {
                flight.ledger.allocate(growing, 1, MemoryType.L1, 0x100 + step, 1 << 20);
                flight.show();
            }
            items = flight.land(directory.resolve("growing.jfr"));
        }
        check(evaluate(items, Map.of()).get("TenstorrentLeak"), Severity.OK, "No process");
        check(
                evaluate(items, Map.of(LeakRule.SHORTEST, UnitLookup.SECOND.quantity(0)))
                        .get("TenstorrentLeak"),
                Severity.INFO,
                "(pid 77) looks as if it leaks device memory",
                "Grew throughout this recording",
                "(pid 77) on device 1 from",
                "to 12 MiB of L1");
    }

    @Test
    void shouldTellWhoDiedWithMemory() throws InterruptedException, ExecutionException {
        check(
                ofWild.get("TenstorrentOrphanedMemory"),
                Severity.WARNING,
                "pid 99",
                "ended with 2 GiB",
                "1 buffer,",
                "the process ended");
        check(
                evaluate(
                                wild,
                                Map.of(
                                        OrphanedMemoryRule.WARNING_LIMIT,
                                        UnitLookup.GIBIBYTE.quantity(3)))
                        .get("TenstorrentOrphanedMemory"),
                Severity.INFO);
    }

    @Test
    void shouldTellWhatWasNeverReleased() {
        check(
                ofWild.get("TenstorrentNeverFreed"),
                Severity.INFO,
                "12 buffers of 11 GiB",
                "Of 14 allocations",
                "0xabcd0000 on device 1, 11 GiB of DRAM");
    }

    @Test
    void shouldTellOfDevicesInTrouble() {
        check(
                ofWild.get("TenstorrentDeviceTrouble"),
                Severity.WARNING,
                "5 device troubles",
                "Device 1 was shut down because of heat",
                "was lost: its files vanished",
                "no heartbeat",
                "did not answer",
                "had 90 °C, at its limit of 75 °C");
    }

    @Test
    void shouldTellWhatWasRejected() {
        check(
                ofWild.get("TenstorrentRejectedMessages"),
                Severity.INFO,
                "1 message rejected",
                "unknown_type 1",
                "the first byte is 13");
    }

    @Test
    void shouldSayThatSingleBuffersAreNotRecorded(@TempDir Path directory)
            throws IOException,
                    ParseException,
                    CouldNotLoadRecordingException,
                    InterruptedException,
                    ExecutionException {
        IItemCollection items;
        try (Flight flight = new Flight("continuous", Map.of())) {
            flight.ledger.allocate(flight.attach(11), 1, MemoryType.DRAM, 0x1000, 4096);
            items = flight.land(directory.resolve("black-box.jfr"));
        }
        check(
                evaluate(items, Map.of()).get("TenstorrentNeverFreed"),
                Severity.NA,
                "use the settings profile",
                "tt-flight-profile.jfc");
    }

    @Test
    void shouldSayThatSomeBuffersWereLeftOut(@TempDir Path directory)
            throws IOException,
                    ParseException,
                    CouldNotLoadRecordingException,
                    InterruptedException,
                    ExecutionException {
        IItemCollection items;
        Map<String, String> thinned = Map.of("tenstorrent.BufferAllocation#oneIn", "10");
        try (Flight flight = new Flight("profile", thinned)) {
            flight.ledger.allocate(flight.attach(11), 1, MemoryType.DRAM, 0x1000, 4096);
            items = flight.land(directory.resolve("thinned.jfr"));
        }
        check(
                evaluate(items, Map.of()).get("TenstorrentNeverFreed"),
                Severity.NA,
                "Not all buffers were recorded");
    }

    /** As in the black box, while another recording has the buffers for some time. */
    @Test
    void shouldSayThatBuffersWereRecordedForAPartOnly(@TempDir Path directory)
            throws IOException,
                    ParseException,
                    CouldNotLoadRecordingException,
                    InterruptedException,
                    ExecutionException {
        IItemCollection items;
        try (Flight blackBox = new Flight("continuous", Map.of())) {
            LedgerProcess process = blackBox.attach(11);
            blackBox.ledger.allocate(process, 1, MemoryType.DRAM, 0x1000, 4096);
            try (Flight run = new Flight("profile", Map.of())) {
                blackBox.ledger.allocate(process, 1, MemoryType.DRAM, 0x2000, 4096);
                run.land(directory.resolve("run.jfr"));
            }
            items = blackBox.land(directory.resolve("both.jfr"));
        }
        check(
                evaluate(items, Map.of()).get("TenstorrentNeverFreed"),
                Severity.NA,
                "for a part of this recording only");
    }

    @Test
    void shouldBeInTheGuide() throws IOException {
        Path checkout = Path.of(System.getProperty("basedir", ".")).resolve("..");
        String guide = Files.readString(checkout.resolve("docs/JMC.md"));
        for (IRule rule : RuleRegistry.getRules()) {
            if (OURS.contains(rule.getId())) {
                assertTrue(guide.contains("\n| " + rule.getName() + " | "), rule.getName());
            }
        }
    }

    @Test
    void shouldPassOverARecordingOfAnotherProgram(@TempDir Path directory)
            throws IOException,
                    CouldNotLoadRecordingException,
                    InterruptedException,
                    ExecutionException {
        Path file = directory.resolve("other.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.JVMInformation");
            recording.start();
            recording.stop();
            recording.dump(file);
        }
        Results results = evaluate(JfrLoaderToolkit.loadEvents(file.toFile()), Map.of());
        for (String id : OURS) {
            assertEquals(Severity.NA, results.get(id).getSeverity(), id);
        }
    }

    @Test
    void shouldScoreByTheLimits() {
        assertEquals(0, DeviceMemoryRule.score(0, 0.75, 0.9));
        assertTrue(DeviceMemoryRule.score(0.749, 0.75, 0.9) < Finding.INFO);
        assertEquals(Finding.INFO, DeviceMemoryRule.score(0.75, 0.75, 0.9));
        assertTrue(DeviceMemoryRule.score(0.899, 0.75, 0.9) < Finding.WARNING);
        assertEquals(Finding.WARNING, DeviceMemoryRule.score(0.9, 0.75, 0.9));
        assertEquals(Finding.MOST, DeviceMemoryRule.score(1.2, 0.75, 0.9));
        assertEquals(Finding.MOST, DeviceMemoryRule.score(1, 0.75, 1));
    }

    @Test
    void shouldCallSteadyOnlyWhatGrowsInEachQuarter() {
        assertTrue(Growth.isSteady(List.of(1L, 1L, 2L, 3L, 4L, 5L, 6L, 7L)));
        assertFalse(Growth.isSteady(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L)), "too few");
        assertFalse(Growth.isSteady(List.of(1L, 2L, 9L, 9L, 9L, 9L, 9L, 9L)), "grew once");
        assertFalse(Growth.isSteady(List.of(1L, 9L, 1L, 9L, 1L, 9L, 1L, 9L)), "comes and goes");
    }
}
