package org.ttflight.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {
    private static final Instant TIME = Instant.parse("2026-11-21T14:30:45Z");
    private static final SnapshotDocument DOCUMENT =
            new SnapshotDocument(
                    SnapshotDocument.SCHEMA,
                    TIME,
                    null,
                    List.of(device(0), device(1), device(5)),
                    List.of(
                            process(10, "ada", "python3", "python3 serve.py", 0, 1),
                            process(11, "bob", "vllm", null, 5),
                            process(12, null, null, null)),
                    new HostSummary(
                            "2.10.0",
                            Map.of(),
                            List.of(new LostDeviceState(7, null, null, TIME)),
                            List.of("a problem")),
                    List.of(region("a", 0), region("b", 5), region("c", null)));

    private static DeviceState device(int ordinal) {
        return SocketOnly.device(ordinal, null, null, null, false, MemoryByType.UNKNOWN);
    }

    private static ProcessState process(
            int pid,
            @Nullable String user,
            @Nullable String name,
            @Nullable String command,
            int... devices) {
        List<ProcessMemory> held =
                Arrays.stream(devices)
                        .mapToObj(device -> SocketOnly.held(device, MemoryByType.UNKNOWN))
                        .toList();
        return SocketOnly.process(pid, true, name, user, command, null, null, null, "", held);
    }

    private static RegionState region(String id, @Nullable Integer device) {
        return new RegionState(id, 4, device, "", "live", null, Map.of(), null, 0, 0, 0, 0);
    }

    private static Selection selection(String text) {
        List<Integer> devices = new ArrayList<>();
        List<Integer> pids = new ArrayList<>();
        List<String> users = new ArrayList<>();
        String name = null;
        for (String part : text.split(" ", -1)) {
            String value = part.substring(1);
            switch (part.charAt(0)) {
                case 'd' -> devices.add(Integer.valueOf(value));
                case 'p' -> pids.add(Integer.valueOf(value));
                case 'u' -> users.add(value);
                default -> name = value;
            }
        }
        return new Selection(devices, pids, users, name);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "d0        ; 0     ; 10",
                "d0 d5     ; 0,5   ; 10,11",
                "d7        ; ''    ; ''",
                "p10       ; 0,1,5 ; 10",
                "p12 p99   ; 0,1,5 ; 12",
                "uada ubob ; 0,1,5 ; 10,11",
                "uADA      ; 0,1,5 ; ''",
                "nSERVE    ; 0,1,5 ; 10",
                "nvLLM     ; 0,1,5 ; 11",
                "d5 uada   ; 5     ; ''",
                "d1 p10    ; 1     ; 10",
            })
    void shouldKeepWhatIsWanted(String text, String devices, String pids) {
        SnapshotDocument kept = selection(text).of(DOCUMENT);
        assertEquals(devices, joined(kept.devices().stream().map(DeviceState::device).toList()));
        assertEquals(pids, joined(kept.processes().stream().map(ProcessState::pid).toList()));
        assertEquals(List.of("a problem"), kept.host().problems());
    }

    private static String joined(List<Integer> numbers) {
        return String.join(",", numbers.stream().map(String::valueOf).toList());
    }

    @Test
    void shouldKeepOnlyWhatIsHeldOnWantedDevices() {
        SnapshotDocument kept = selection("d1").of(DOCUMENT);
        assertEquals(1, kept.processes().get(0).devices().size());
        assertEquals(1, kept.processes().get(0).devices().get(0).device());
    }

    @Test
    void shouldKeepSharedMemoryThatMayBelongToThem() {
        assertEquals(
                List.of("b", "c"),
                selection("d5").of(DOCUMENT).sharedMemory().stream().map(RegionState::id).toList());
        assertEquals(3, selection("p10").of(DOCUMENT).sharedMemory().size());
    }

    @Test
    void shouldKeepLostDevicesThatAreWanted() {
        assertEquals(1, selection("d7").of(DOCUMENT).host().lost().size());
        assertEquals(0, selection("d0").of(DOCUMENT).host().lost().size());
    }

    @Test
    void shouldLeaveTheDocumentAloneWhereAllIsWanted() {
        assertSame(DOCUMENT, Selection.ALL.of(DOCUMENT));
        assertTrue(Selection.ALL.isAll());
        assertFalse(Selection.ALL.choosesProcesses());
        assertFalse(selection("d0").choosesProcesses());
        assertTrue(selection("d0 p1").choosesProcesses());
    }

    @Test
    void shouldNameWhatIsNotThere() {
        assertEquals(List.of(9, 2), selection("d9 d0 d7 d2 d9").missingDevices(DOCUMENT));
        assertEquals(List.of(99), selection("p10 p99 p99").missingPids(DOCUMENT));
        assertEquals(List.of(), Selection.ALL.missingDevices(DOCUMENT));
        assertEquals(List.of(), Selection.ALL.missingPids(DOCUMENT));
    }
}
