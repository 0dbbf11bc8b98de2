package org.ttflight.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ttflight.screen.Documents;
import org.ttflight.screen.HostDocuments;
import org.ttflight.snapshot.Selection;
import org.ttflight.snapshot.SnapshotDocument;

class CsvTest {
    private static final CsvFormat BARE = new CsvFormat(false, false);

    private static String line(@Nullable Object value, String unit, CsvFormat format) {
        Field<String> field = new Field<>("x", unit, "", row -> value);
        Field<String> next = new Field<>("y", "", "", row -> 1);
        return Csv.rows(List.of("row"), List.of(field, next), format);
    }

    static List<List<@Nullable Object>> values() {
        return List.of(
                Arrays.asList(null, "N/A"),
                List.of(0, "0"),
                List.of(0.0, "0"),
                List.of(-0.5, "-0.5"),
                List.of(40.812, "40.812"),
                List.of(1.6e10, "16000000000"),
                List.of(1e-7, "0.0000001"),
                List.of(Double.NaN, "N/A"),
                List.of(Long.MAX_VALUE, "9223372036854775807"),
                List.of(true, "true"),
                List.of("", ""),
                List.of("a b", "a b"),
                List.of("a,b", "\"a,b\""),
                List.of("say \"x\"", "\"say \"\"x\"\"\""),
                List.of(" a", "\" a\""),
                List.of("a\nb\rc", "a\ufffdb\ufffdc"),
                List.of("\u001b[2J", "\ufffd[2J"),
                List.of("bo\u202eb", "bo\ufffdb"),
                List.of("\ud83d", "\ufffd"),
                List.of("名 😀", "名 😀"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldWriteAValue(List<@Nullable Object> pair) {
        assertEquals(pair.get(1) + ",1\n", line(pair.get(0), "", BARE));
    }

    @Test
    void shouldPutUnitsWhereTheyAreWanted() {
        assertEquals("41.5 W,1\n", line(41.5, "W", CsvFormat.USUAL));
        assertEquals("41.5,1\n", line(41.5, "W", new CsvFormat(true, false)));
        assertEquals("N/A,1\n", line(null, "W", CsvFormat.USUAL));
        Field<String> field = new Field<>("power", "W", "", row -> null);
        assertEquals("power [W]\n", Csv.header(List.of(field), CsvFormat.USUAL));
        assertEquals("power\n", Csv.header(List.of(field), new CsvFormat(true, false)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "csv; true; true",
                "csv,noheader; false; true",
                "csv,nounits; true; false",
                "csv,noheader,nounits; false; false",
                "'csv, nounits, noheader'; false; false",
                "CSV; true; true"
            })
    void shouldKnowTheFormats(String text, boolean hasHeader, boolean hasUnits) {
        assertEquals(new CsvFormat(hasHeader, hasUnits), CsvFormat.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "json", "noheader", "noheader,csv", "csv,", "csv,units"})
    void shouldNotKnowOthers(String text) {
        String message =
                assertThrows(IllegalArgumentException.class, () -> CsvFormat.parse(text))
                        .getMessage();
        assertTrue(String.valueOf(message).endsWith("but is '" + text + "'"), message);
    }

    /** A reader as strict as RFC 4180 finds as many values in each line as there are fields. */
    @Test
    void shouldKeepHostileNamesInTheirColumns() {
        for (SnapshotDocument document :
                List.of(Documents.odd(), HostDocuments.zoo(), Documents.many(3, 50))) {
            List<Field<ProcessRow>> fields = Catalogue.PROCESSES.parse("all");
            List<ProcessRow> rows = ProcessRow.of(document, Selection.ALL);
            String csv = Csv.rows(rows, fields, CsvFormat.USUAL);
            List<List<String>> lines = read(csv);
            assertEquals(rows.size(), lines.size());
            assertEquals(rows.size(), csv.lines().count());
            for (List<String> line : lines) {
                assertEquals(fields.size(), line.size(), line::toString);
            }
        }
    }

    private static List<List<String>> read(String csv) {
        List<List<String>> lines = new ArrayList<>();
        for (String line : csv.lines().toList()) {
            List<String> values = new ArrayList<>(Collections.singleton(""));
            boolean isQuoted = false;
            for (int at = 0; at < line.length(); at++) {
                char c = line.charAt(at);
                int last = values.size() - 1;
                if (c == '"') {
                    isQuoted = !isQuoted;
                } else if (c == ',' && !isQuoted) {
                    values.add("");
                } else {
                    values.set(last, values.get(last) + c);
                }
            }
            lines.add(values);
        }
        return lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"healthy", "zoo", "single"})
    void shouldPrintAllFieldsOfAllDevicesAndProcesses(String name) throws IOException {
        SnapshotDocument document =
                switch (name) {
                    case "healthy" -> HostDocuments.healthy();
                    case "zoo" -> HostDocuments.zoo();
                    default -> Documents.single();
                };
        List<Field<DeviceRow>> devices = Catalogue.DEVICES.parse("all");
        List<Field<ProcessRow>> processes = Catalogue.PROCESSES.parse("*");
        String csv =
                Csv.header(devices, CsvFormat.USUAL)
                        + Csv.rows(DeviceRow.of(document, Selection.ALL), devices, CsvFormat.USUAL)
                        + Csv.header(processes, CsvFormat.USUAL)
                        + Csv.rows(
                                ProcessRow.of(document, Selection.ALL), processes, CsvFormat.USUAL);
        Path golden = Path.of("test/resources/org/ttflight/query", name + ".csv");
        if ("1".equals(System.getenv("TT_FLIGHT_UPDATE_GOLDENS"))) {
            Files.writeString(golden, csv);
        }
        assertEquals(Files.readString(golden), csv);
    }
}
