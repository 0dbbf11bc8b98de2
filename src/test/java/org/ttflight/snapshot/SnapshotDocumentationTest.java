package org.ttflight.snapshot;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ttflight.host.Quality;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.UsageSource;
import org.ttflight.ledger.Verdict;

/** docs/SNAPSHOT.md is a promise to other people's programs. */
class SnapshotDocumentationTest {
    private String text = "";
    private List<String> examples = new ArrayList<>();

    @BeforeEach
    void read() throws IOException {
        Path inModule = Path.of("docs/SNAPSHOT.md");
        text = Files.readString(Files.exists(inModule) ? inModule : Path.of("../docs/SNAPSHOT.md"));
        examples =
                Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
                        .matcher(text)
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .toList();
    }

    @Test
    void shouldShowADocumentThatParses() throws IOException {
        SnapshotDocument example = SnapshotJson.read(examples.get(0));
        assertEquals(1, example.devices().size());
        assertEquals(2, example.processes().size());
        assertEquals(
                known(example.daemon().liveBuffers()),
                example.devices().get(0).memory().types().values().stream()
                        .mapToLong(use -> use.buffers() == null ? 0 : use.buffers())
                        .sum());
        assertEquals(
                known(example.daemon().liveBuffers()),
                known(example.daemon().allocations())
                        - known(example.daemon().frees())
                        - known(example.daemon().orphans()));
    }

    @Test
    void shouldShowADocumentThatAddsUp() throws IOException {
        SnapshotDocument example = SnapshotJson.read(examples.get(0));
        MemoryUse dram = dram(example.devices().get(0).memory());
        long held = 0;
        long stated = 0;
        for (ProcessState process : example.processes()) {
            MemoryUse use = dram(process.devices().get(0).memory());
            held += requireNonNull(use.used());
            stated += requireNonNull(use.shared());
        }
        assertEquals(dram.used(), held);
        assertEquals(dram.unattributed(), requireNonNull(dram.shared()) - stated);
        assertEquals(example.sharedMemory().get(0).claimed().get("DRAM"), dram.shared());
    }

    private static MemoryUse dram(MemoryByType memory) {
        return requireNonNull(memory.types().get("DRAM"));
    }

    @Test
    void shouldNameEveryKindOfTrackingAndEveryQuality() {
        for (Tracking tracking : Tracking.values()) {
            assertTrue(text.contains("`" + tracking.name() + "`"), tracking.name());
        }
        for (Quality quality : Quality.values()) {
            assertTrue(text.contains("`" + quality.label() + "`"), quality.label());
        }
        for (Verdict verdict : Verdict.values()) {
            assertTrue(text.contains("`" + verdict.label() + "`"), verdict.label());
        }
        for (UsageSource source : UsageSource.values()) {
            assertTrue(text.contains("`" + source.label() + "`"), source.label());
        }
    }

    @Test
    void shouldShowTheErrorDocument() {
        assertThrows(IOException.class, () -> SnapshotJson.read(examples.get(examples.size() - 1)));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                SnapshotDocument.class,
                ServerState.class,
                DeviceState.class,
                ProcessState.class,
                ProcessMemory.class,
                MemoryUse.class,
                BankState.class,
                HardwareState.class,
                TelemetryState.class,
                ReadingState.class,
                HostSummary.class,
                LostDeviceState.class,
                RegionState.class
            })
    void shouldShowAndExplainEveryField(Class<? extends Record> type) {
        for (RecordComponent field : type.getRecordComponents()) {
            String name = field.getName();
            assertTrue(examples.get(0).contains("\"" + name + "\""), "example lacks " + name);
            assertTrue(
                    Pattern.compile("\\|.*[`.]" + name + "(\\[\\])?[`\\[.].*\\|")
                            .matcher(text)
                            .find(),
                    "the tables lack " + name);
        }
    }

    @Test
    void shouldNameEveryMemoryType() {
        for (MemoryType type : MemoryType.values()) {
            assertTrue(text.contains("`" + type.label() + "`"), type.label());
        }
    }

    @Test
    void shouldGiveTheLimitsOfTheBufferRequest() {
        assertTrue(text.contains(" " + BufferRequest.DEFAULT_LIMIT + " unless `limit`"));
        assertTrue(text.contains("at most " + BufferRequest.MAX_LIMIT));
    }

    private static long known(@Nullable Long count) {
        return Objects.requireNonNull(count);
    }
}
