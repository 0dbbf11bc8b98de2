package org.ttflight.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ttflight.ledger.MemoryType;

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
        assertEquals(1, example.processes().size());
        assertEquals(
                example.server().liveBuffers(),
                example.devices().get(0).memory().types().values().stream()
                        .mapToLong(MemoryUse::buffers)
                        .sum());
        assertEquals(
                example.server().liveBuffers(),
                example.server().allocations()
                        - example.server().frees()
                        - example.server().orphans());
    }

    @Test
    void shouldShowTheErrorDocument() {
        assertThrows(IOException.class, () -> SnapshotJson.read(examples.get(2)));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                SnapshotDocument.class,
                ServerState.class,
                DeviceState.class,
                ProcessState.class,
                ProcessMemory.class,
                MemoryUse.class
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
}
