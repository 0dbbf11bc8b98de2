package org.ttflight.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ttflight.screen.Documents;
import org.ttflight.screen.HostDocuments;

/** The schemas in docs/ against all documents there are, and against what must not pass. */
class SchemaTest {
    private static final JsonSchemaFactory FACTORY =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    /** Fields that hold a table: what is in it may have any name. */
    private static final Set<String> TABLES =
            Set.of(
                    "memory",
                    "rejections",
                    "anomalies",
                    "firmware",
                    "readings",
                    "pcieWords",
                    "sources",
                    "claimed");

    private static JsonSchema snapshot;
    private static JsonSchema buffers;
    private static List<String> examples;

    @BeforeAll
    static void read() throws IOException {
        snapshot = FACTORY.getSchema(docs("snapshot.schema.json"));
        buffers = FACTORY.getSchema(docs("buffers.schema.json"));
        examples =
                Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
                        .matcher(docs("SNAPSHOT.md"))
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .toList();
    }

    private static String docs(String name) throws IOException {
        return Files.readString(Path.of("../docs", name));
    }

    private static Set<String> faults(JsonSchema schema, String json) {
        Set<String> faults = new TreeSet<>();
        for (ValidationMessage message : schema.validate(json, InputFormat.JSON)) {
            faults.add(message.getMessage());
        }
        return faults;
    }

    static Stream<Arguments> documents() {
        return Map.of(
                        "empty", Documents.empty(),
                        "single", Documents.single(),
                        "odd", Documents.odd(),
                        "many", Documents.many(8, 40),
                        "healthy", HostDocuments.healthy(),
                        "zoo", HostDocuments.zoo(),
                        "galaxy", HostDocuments.galaxy(32, 60),
                        "no driver", HostDocuments.noDriver(),
                        "no device", HostDocuments.noDevice(),
                        "everything", Everything.document())
                .entrySet()
                .stream()
                .map(named -> Arguments.of(named.getKey(), SnapshotJson.write(named.getValue())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void shouldAcceptEveryDocument(String name, String json) {
        assertEquals(Set.of(), faults(snapshot, json), name);
    }

    @Test
    void shouldAcceptTheExamples() {
        assertEquals(Set.of(), faults(snapshot, examples.get(0)));
        assertEquals(Set.of(), faults(buffers, examples.get(1)));
        assertFalse(faults(snapshot, examples.get(2)).isEmpty());
        assertFalse(faults(buffers, examples.get(2)).isEmpty());
    }

    /** As docs/SNAPSHOT.md promises: a reader must pass over what it does not know. */
    @Test
    void shouldAcceptFieldsToCome() {
        for (String json : List.of(examples.get(0), examples.get(1))) {
            JsonElement tree = JsonParser.parseString(json);
            for (JsonObject object : objects(tree, "")) {
                object.addProperty("later", "x");
            }
            JsonSchema schema = json.equals(examples.get(0)) ? snapshot : buffers;
            assertEquals(Set.of(), faults(schema, tree.toString()));
        }
    }

    /** All objects that have fields, tables left out. */
    private static List<JsonObject> objects(JsonElement element, String name) {
        List<JsonObject> found = new ArrayList<>();
        if (element.isJsonObject()) {
            if (!TABLES.contains(name)) {
                found.add(element.getAsJsonObject());
            }
            for (Map.Entry<String, JsonElement> field : element.getAsJsonObject().entrySet()) {
                found.addAll(objects(field.getValue(), field.getKey()));
            }
        } else if (element.isJsonArray()) {
            for (JsonElement one : element.getAsJsonArray()) {
                found.addAll(objects(one, ""));
            }
        }
        return found;
    }

    /** Every field in turn is given a value of another type: not one such document may pass. */
    @Test
    void shouldRefuseAWrongTypeAnywhere() {
        String json = SnapshotJson.write(Everything.document());
        for (String valid : List.of(json, examples.get(0), examples.get(1))) {
            JsonSchema schema = valid.equals(examples.get(1)) ? buffers : snapshot;
            JsonElement tree = JsonParser.parseString(valid);
            int tried = 0;
            for (JsonObject object : objects(tree, "")) {
                for (String field : List.copyOf(object.keySet())) {
                    JsonElement before = object.get(field);
                    object.add(field, other(before));
                    assertFalse(
                            faults(schema, tree.toString()).isEmpty(),
                            field + " as " + object.get(field) + " passes in " + object);
                    object.add(field, before);
                    tried++;
                }
            }
            assertTrue(tried > 8, "tried " + tried);
            assertEquals(Set.of(), faults(schema, tree.toString()));
        }
    }

    private static JsonElement other(JsonElement value) {
        if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isString()) {
            return new JsonPrimitive(7);
        }
        return value.isJsonNull() ? new JsonArray() : new JsonPrimitive("seven");
    }

    /** Every field that must be there is taken away in turn. */
    @Test
    void shouldRefuseAMissingFieldAnywhere() {
        Set<String> optional =
                Set.of(
                        "banks",
                        "source",
                        "shared",
                        "detail",
                        "open",
                        "discrepancy",
                        "statusDetail",
                        "container",
                        "pod",
                        "cpuSeconds",
                        "cpuRatio",
                        "residentBytes");
        JsonElement tree = JsonParser.parseString(SnapshotJson.write(Everything.document()));
        Set<String> passed = new TreeSet<>();
        for (JsonObject object : objects(tree, "")) {
            for (String field : List.copyOf(object.keySet())) {
                JsonElement before = object.remove(field);
                if (faults(snapshot, tree.toString()).isEmpty()) {
                    passed.add(field);
                }
                object.add(field, before);
            }
        }
        assertTrue(optional.containsAll(passed), passed::toString);
        assertTrue(passed.containsAll(Set.of("cpuRatio", "pod", "banks")), passed::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"schema\":1                     | \"schema\":2",
                "\"quality\":\"ok\"               | \"quality\":\"fine\"",
                "\"quality\":\"ok\"               | \"quality\":\"stale\"",
                "\"quality\":\"absent\"           | \"quality\":\"ok\"",
                "\"value\":47.5                   | \"value\":null",
                "\"time\":\"2026-11-21T14:30:45.123Z\" | \"time\":\"2026-11-21 14:30\"",
                "\"verdict\":\"live\"             | \"verdict\":\"dead\"",
            })
    void shouldRefuseValuesThatMeanNothing(String text, String wrong) {
        String json = SnapshotJson.write(Everything.document());
        assertTrue(json.contains(text), json);
        assertFalse(faults(snapshot, json.replaceFirst(Pattern.quote(text), wrong)).isEmpty());
    }

    /** A count below zero is none, and unknown is not below zero but null. */
    @Test
    void shouldRefuseNegativeCounts() {
        JsonElement tree = JsonParser.parseString(SnapshotJson.write(HostDocuments.healthy()));
        JsonObject dram =
                tree.getAsJsonObject()
                        .getAsJsonArray("devices")
                        .get(0)
                        .getAsJsonObject()
                        .getAsJsonObject("memory")
                        .getAsJsonObject("DRAM");
        for (String field : List.of("used", "peak", "buffers")) {
            JsonElement before = dram.get(field);
            dram.addProperty(field, -1);
            assertFalse(faults(snapshot, tree.toString()).isEmpty(), field);
            dram.add(field, JsonNull.INSTANCE);
            assertEquals(Set.of(), faults(snapshot, tree.toString()), field);
            dram.add(field, before);
        }
    }

    @Test
    void shouldDescribeEveryRecordField() throws IOException {
        JsonObject schema = JsonParser.parseString(docs("snapshot.schema.json")).getAsJsonObject();
        Set<String> named = new TreeSet<>(schema.getAsJsonObject("properties").keySet());
        for (Map.Entry<String, JsonElement> type : schema.getAsJsonObject("$defs").entrySet()) {
            JsonObject properties = type.getValue().getAsJsonObject().getAsJsonObject("properties");
            if (properties != null) {
                named.addAll(properties.keySet());
            }
        }
        List<Class<? extends Record>> types =
                List.of(
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
                        RegionState.class);
        for (Class<? extends Record> type : types) {
            for (var field : type.getRecordComponents()) {
                assertTrue(named.contains(field.getName()), type + "." + field.getName());
            }
        }
    }
}
