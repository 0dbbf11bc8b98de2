package org.ttflight.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportReaderTest {
    private static final long NOW = 1_800_000_000_000L;

    @TempDir Path directory;
    private ReportReader reader = new ReportReader(List.of());
    private long writtenMillis = NOW - 1_000_000;

    @BeforeEach
    void open() {
        reader = newReader();
    }

    private ReportReader newReader() {
        return new ReportReader(List.of(directory), InstantSource.fixed(Instant.ofEpochMilli(NOW)));
    }

    /** Each write is a second after the one before, long ago for the reader. */
    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, text, StandardCharsets.ISO_8859_1);
        writtenMillis += 1000;
        Files.setLastModifiedTime(file, FileTime.fromMillis(writtenMillis));
    }

    private void writeSet(String prefix, String summary, String usage, String detail)
            throws IOException {
        write(prefix + Reports.SUMMARY, summary);
        write(prefix + Reports.L1_USAGE, usage);
        write(prefix + Reports.DETAIL, detail);
    }

    private MemoryReports read() {
        return reader.read(List.of(0));
    }

    private DeviceReport device() {
        DeviceReport report = read().devices().get(0);
        assertNotNull(report, () -> read().toString());
        return report;
    }

    private BankReport bank(String type) {
        BankReport bank = device().banks().get(type);
        assertNotNull(bank, () -> read().toString());
        return bank;
    }

    private static void check(BankReport bank, @Nullable Integer banks, long... sizes) {
        assertEquals(banks, bank.banks());
        assertEquals(sizes[0], bank.allocatable());
        assertEquals(sizes[1], bank.allocated());
        assertEquals(sizes[2], bank.free());
        assertEquals(sizes[3], bank.largestFree());
    }

    @Test
    void shouldReadTheNewestGeneration() throws IOException {
        writeSet("", Reports.G2_SUMMARY, Reports.G2_L1_USAGE, Reports.G2_DETAIL);
        check(bank("DRAM"), 8, 4272341376L, 26214400, 4246126976L, 4246126976L);
        check(bank("L1"), 110, 1461504, 1048576, 412928, 400000);
        assertEquals(
                List.of(
                        new BankReport.Block(0, 1000000, true),
                        new BankReport.Block(1000000, 12928, false),
                        new BankReport.Block(1012928, 400000, false),
                        new BankReport.Block(1412928, 48576, true)),
                bank("L1").blocks());
        assertEquals("G2", device().generation());
        assertEquals(writtenMillis, device().epochMillis());
        assertEquals(3, device().files().size());
        assertEquals(List.of(), read().problems());
        assertEquals("1 report in " + directory, read().state());
        assertEquals(34178731008L, bank("DRAM").inAllBanks(4272341376L));
    }

    @Test
    void shouldReadTheSmallPartOfL1() throws IOException {
        writeSet("", Reports.G2_SMALL, Reports.G2_L1_USAGE, Reports.G2_DETAIL_SMALL);
        check(bank("L1_SMALL"), 110, 32768, 4096, 28672, 16384);
        assertEquals(3, bank("L1_SMALL").blockCount());
        assertEquals(List.of(), read().problems());
    }

    @Test
    void shouldReadTheOlderDumpOfBlocks() throws IOException {
        writeSet("", Reports.G2_SUMMARY, Reports.G2_L1_USAGE, Reports.G2_DETAIL_OLDER);
        check(bank("L1"), 110, 1461504, 1048576, 412928, 400000);
        assertEquals(new BankReport.Block(1024, 1000000, true), bank("L1").blocks().get(0));
        assertEquals(4, bank("L1").blockCount());
        assertEquals(List.of(), read().problems());
    }

    @Test
    void shouldReadKilobytes() throws IOException {
        write(Reports.SUMMARY, Reports.G1_SUMMARY);
        check(bank("L1"), null, 1427 * 1024, 1024 * 1024, 403 * 1024, 390 * 1024);
        assertEquals("G1", device().generation());
        write(Reports.L1_USAGE, Reports.G1_L1_USAGE);
        check(bank("L1"), 110, 1427 * 1024, 1024 * 1024, 403 * 1024, 390 * 1024);
        check(bank("DRAM"), null, 4172208L << 10, 25600 << 10, 4146608L << 10, 4146608L << 10);
        write(Reports.DETAIL, Reports.G1_DETAIL);
        check(bank("DRAM"), 8, 4272341376L, 26214400, 4246126976L, 4246126976L);
        check(bank("L1"), 110, 1461504, 1048576, 412928, 400000);
        assertEquals(List.of(), read().problems());
    }

    @Test
    void shouldReadARowForEachBank() throws IOException {
        writeSet("", Reports.G0_SUMMARY, Reports.G0_L1_USAGE, Reports.G0_DETAIL);
        check(bank("DRAM"), 2, 1L << 30, 1 << 20, 1047552L << 10, 1000000L << 10);
        check(bank("L1"), 3, 800 << 10, 100 << 10, 700 << 10, 600 << 10);
        assertEquals(4, bank("L1").blockCount());
        assertEquals("G0", device().generation());
        assertEquals(List.of(), read().problems());
    }

    @Test
    void shouldTellTheTightestOfBanksThatDiffer() throws IOException {
        write(
                Reports.SUMMARY,
                Reports.G0_SUMMARY.replace(" 1,800,100,700,600", " 1,800,300,500,400"));
        write(Reports.L1_USAGE, Reports.G0_L1_USAGE.replace("600,1800", "400,1200"));
        check(bank("L1"), null, 800 << 10, 300 << 10, 500 << 10, 400 << 10);
        check(bank("DRAM"), 2, 1L << 30, 1 << 20, 1047552L << 10, 1000000L << 10);
    }

    @Test
    void shouldNotTrustTheEndOfAListOfBanks() throws IOException {
        write(Reports.SUMMARY, Reports.G0_SUMMARY);
        assertNull(device().banks().get("L1"));
        assertEquals(
                List.of(
                        directory.resolve(Reports.SUMMARY)
                                + ": it cannot be told whether the banks of L1 are all there"),
                read().problems());
        write(Reports.L1_USAGE, Reports.G0_L1_USAGE.replace("1800", "2400"));
        assertNull(device().banks().get("L1"));
        write(Reports.L1_USAGE, Reports.G0_L1_USAGE);
        assertEquals(3, bank("L1").banks());
    }

    @Test
    void shouldReadTheLastWholeProgram() throws IOException {
        String summary = "Program ID" + Reports.G2_SMALL;
        String second =
                Reports.rowsOf(Reports.G2_SMALL, 1).replace("26214400,4246126976", "0,4272341376");
        write("program_" + Reports.SUMMARY, summary.replaceFirst("\n,", "\n11,") + "12" + second);
        check(bank("DRAM"), null, 4272341376L, 0, 4272341376L, 4246126976L);
        write(
                "program_" + Reports.L1_USAGE,
                Reports.G2_L1_USAGE.replace("\n, ", "\nProgram ID, ").replace("\n,4", "\n11,4")
                        + "12,400000,44000000\n");
        write("program_" + Reports.DETAIL, "11" + Reports.G2_DETAIL_SMALL);
        check(bank("L1"), 110, 1461504, 1048576, 412928, 400000);
        assertNull(bank("L1").blockCount(), "blocks of another program");
        write(
                "program_" + Reports.DETAIL,
                "11" + Reports.G2_DETAIL_SMALL + "12" + Reports.G2_DETAIL_SMALL + "13,DRAM\n,Tot");
        assertEquals(4, bank("L1").blockCount());
        assertEquals("program_", device().prefix());
        write("program_" + Reports.SUMMARY, summary.replaceFirst("\n,", "\n11,") + "12,42,1,41");
        check(bank("DRAM"), 8, 4272341376L, 26214400, 4246126976L, 4246126976L);
    }

    @Test
    void shouldWaitForTheThirdRowOfAProgramIfOthersHaveOne() throws IOException {
        String rows = Reports.rowsOf(Reports.G2_SMALL, 1);
        String first = "Program ID" + Reports.G2_SMALL.replaceFirst("\n,", "\n11,");
        String cut = rows.substring(0, rows.lastIndexOf(",32768"));
        write(Reports.SUMMARY, first + "12" + cut.replace("1461504,1048576", "1461504,1"));
        check(bank("L1"), null, 1461504, 1048576, 412928, 400000);
    }

    @Test
    void shouldReadTheDetailsAlone() throws IOException {
        write(Reports.DETAIL, Reports.G2_DETAIL);
        check(bank("DRAM"), 8, 4272341376L, 26214400, 4246126976L, 4246126976L);
        check(bank("L1"), 110, 1461504, 1048576, 412928, 400000);
        write(Reports.DETAIL, Reports.G1_DETAIL);
        check(bank("L1"), 110, 1461504, 1048576, 412928, 400000);
    }

    @Test
    void shouldSayThatTheUsageOfL1AloneIsTooLittle() throws IOException {
        write(Reports.L1_USAGE, Reports.G2_L1_USAGE);
        assertEquals(Map.of(), read().devices());
        String problem =
                directory.resolve(Reports.L1_USAGE)
                        + ": says nothing without memory_usage_summary.csv";
        assertEquals(List.of(problem), read().problems());
        assertEquals("no reports; " + problem, read().state());
    }

    @Test
    void shouldNotKnowTheBanksIfFilesDisagree() throws IOException {
        write(Reports.SUMMARY, Reports.G2_SUMMARY);
        write(Reports.L1_USAGE, Reports.G2_L1_USAGE.replace("44000000", "43600000"));
        assertEquals(109, bank("L1").banks());
        write(Reports.DETAIL, Reports.G2_DETAIL);
        assertNull(bank("L1").banks());
        assertEquals(8, bank("DRAM").banks());
    }

    @Test
    void shouldNotMixBlocksOfAnotherMoment() throws IOException {
        write(Reports.SUMMARY, Reports.G2_SUMMARY.replace("1048576,412928,4", "1048575,412929,4"));
        write(Reports.DETAIL, Reports.G2_DETAIL);
        check(bank("L1"), 110, 1461504, 1048575, 412929, 400000);
        assertEquals(List.of(), bank("L1").blocks());
        assertEquals(
                List.of(
                        directory.resolve(Reports.DETAIL)
                                + ": its blocks of L1 are not of the moment of the summary"),
                read().problems());
    }

    /** Then the figures take the whole bank for one block, whatever the blocks say. */
    @Test
    void shouldBelieveTheBlocksWhereNothingIsAllocated() throws IOException {
        write(
                Reports.SUMMARY,
                Reports.G2_SUMMARY.replace("1048576,412928,400000", "0,1461504,1461504"));
        check(bank("L1"), null, 1461504, 0, 1461504, 1461504);
        assertEquals(0.0, bank("L1").fragmentation());
        write(
                Reports.DETAIL,
                Reports.G2_DETAIL
                        .replace(":,115343360", ":,0")
                        .replace(":,45422080", ":,160765440")
                        .replace("         none            3          yes", "  none 3 no")
                        .replace("            1         none          yes", " 1 none no"));
        check(bank("L1"), 110, 1461504, 0, 1461504, 1000000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"G2", "G2 older", "G2 small", "G1", "G0"})
    void shouldNeverPublishAPartOfAFile(String variant) throws IOException {
        String[] whole =
                switch (variant) {
                    case "G2" ->
                            new String[] {
                                Reports.G2_SUMMARY, Reports.G2_L1_USAGE, Reports.G2_DETAIL
                            };
                    case "G2 older" ->
                            new String[] {
                                Reports.G2_SUMMARY, Reports.G2_L1_USAGE, Reports.G2_DETAIL_OLDER
                            };
                    case "G2 small" ->
                            new String[] {
                                Reports.G2_SMALL, Reports.G2_L1_USAGE, Reports.G2_DETAIL_SMALL
                            };
                    case "G1" ->
                            new String[] {
                                Reports.G1_SUMMARY, Reports.G1_L1_USAGE, Reports.G1_DETAIL
                            };
                    default ->
                            new String[] {
                                Reports.G0_SUMMARY, Reports.G0_L1_USAGE, Reports.G0_DETAIL
                            };
                };
        String[] names = {Reports.SUMMARY, Reports.L1_USAGE, Reports.DETAIL};
        writeSet("", whole[0], whole[1], whole[2]);
        Map<String, BankReport> right = device().banks();
        for (int cut = 0; cut < 3; cut++) {
            writeSet("", whole[0], whole[1], whole[2]);
            for (int length : lengths(whole[cut])) {
                write(names[cut], whole[cut].substring(0, length));
                reader = newReader();
                checkAgainst(right, variant + " " + names[cut] + " at " + length);
            }
            for (int alone = 0; alone < 3; alone++) {
                Files.delete(directory.resolve(names[alone]));
            }
            for (int length : lengths(whole[cut])) {
                write(names[cut], whole[cut].substring(0, length));
                reader = newReader();
                checkAgainst(right, variant + " only " + names[cut] + " at " + length);
            }
        }
    }

    /** All around the ends of lines, and some in them; a file ends at any byte. */
    private static List<Integer> lengths(String text) {
        List<Integer> lengths = new ArrayList<>();
        for (int at = 0; at < text.length(); at++) {
            String around = text.substring(Math.max(0, at - 2), Math.min(text.length(), at + 2));
            if (at % 9 == 0 || around.indexOf('\n') >= 0) {
                lengths.add(at);
            }
        }
        return lengths;
    }

    /** Less may be known, but never something else. */
    private void checkAgainst(Map<String, BankReport> right, String where) {
        MemoryReports reports = read();
        for (String problem : reports.problems()) {
            assertTrue(
                    problem.contains("half written")
                            || problem.contains("says nothing")
                            || problem.contains("cannot be told")
                            || problem.contains("does not tell"),
                    where + ": " + problem);
        }
        DeviceReport report = reports.devices().get(0);
        if (report == null) {
            return;
        }
        report.banks()
                .forEach(
                        (type, bank) -> {
                            BankReport whole = right.get(type);
                            assertNotNull(whole, where);
                            assertTrue(
                                    bank.banks() == null || bank.banks().equals(whole.banks()),
                                    where);
                            boolean isExact = !bank.blocks().isEmpty();
                            long unit = isExact || report.generation().equals("G2") ? 1 : 1024;
                            assertEquals(whole.allocatable() / unit * unit, bank.allocatable());
                            assertEquals(whole.allocated() / unit * unit, bank.allocated(), where);
                            assertEquals(whole.free() / unit * unit, bank.free(), where);
                            assertEquals(whole.largestFree() / unit * unit, bank.largestFree());
                            assertTrue(!isExact || bank.blocks().equals(whole.blocks()), where);
                        });
    }

    @Test
    void shouldKeepTheLastWholeOneWhileAFileIsRewritten() throws IOException {
        writeSet("", Reports.G2_SUMMARY, Reports.G2_L1_USAGE, Reports.G2_DETAIL);
        DeviceReport before = device();
        String next = Reports.G2_SUMMARY.replace("1048576,412928,400000", "1048575,412929,400001");
        write(Reports.SUMMARY, "");
        assertEquals(before, device());
        write(Reports.SUMMARY, next.substring(0, next.length() - 5));
        assertEquals(before, device(), "also its age");
        assertEquals(
                List.of(
                        directory.resolve(Reports.SUMMARY)
                                + ": half written; shown as it was before"),
                read().problems());
        write(Reports.SUMMARY, next);
        assertEquals(400001, bank("L1").largestFree());
        assertEquals(writtenMillis, device().epochMillis());
    }

    @Test
    void shouldReadOnlyWhatHasChanged() throws IOException {
        write(Reports.SUMMARY, Reports.G2_SUMMARY);
        MemoryReports first = read();
        assertSame(first, read());
        String other = Reports.G2_SUMMARY.replace("400000", "300000");
        Path file = directory.resolve(Reports.SUMMARY);
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, other);
        Files.setLastModifiedTime(file, time);
        assertSame(first, read(), "same size, same time");
        Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 1));
        assertNotSame(first, read());
        assertEquals(300000, bank("L1").largestFree());
    }

    /** A file system's clock may be too coarse to tell two writes apart. */
    @Test
    void shouldReadAYoungFileAgain() throws IOException {
        writtenMillis = NOW - 1500;
        write(Reports.SUMMARY, Reports.G2_SUMMARY);
        assertEquals(400000, bank("L1").largestFree());
        writtenMillis -= 1000;
        write(Reports.SUMMARY, Reports.G2_SUMMARY.replace("400000", "300000"));
        assertEquals(300000, bank("L1").largestFree());
    }

    @Test
    void shouldForgetAFileThatIsGone() throws IOException {
        writeSet("", Reports.G2_SUMMARY, Reports.G2_L1_USAGE, Reports.G2_DETAIL);
        assertEquals(4, bank("L1").blockCount());
        Files.delete(directory.resolve(Reports.DETAIL));
        assertNull(bank("L1").blockCount());
        Files.delete(directory.resolve(Reports.SUMMARY));
        Files.delete(directory.resolve(Reports.L1_USAGE));
        assertEquals(new MemoryReports("no reports", Map.of(), List.of(), List.of()), read());
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    a,b,c                      | line 1: unknown header: 'a,b,c'
                    , Total Allocatable Size (MB), Total Allocated (MB), Total Free (MB), Largest Free Block (MB) | line 1: unknown header: ', Total Allocatable Size (MB), Total Allocated (MB), Total F...'
                    , Total Allocatable Size (KB), Total Allocated (B), Total Free (KB), Largest Free Block (KB) | line 1: unknown header: ', Total Allocatable Size (KB), Total Allocated (B), Total Fr...'
                    """)
    void shouldSayThatAHeaderIsUnknown(String header, String problem) throws IOException {
        write(Reports.SUMMARY, header + "\n,1,1,0,0\n,1,1,0,0\n");
        assertEquals(Map.of(), read().devices());
        assertEquals(
                List.of(directory.resolve(Reports.SUMMARY) + ": " + problem), read().problems());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ,10,5,5        | unknown row: ',10,5,5'
                    ,10,5,five,5   | not a number: 'five'
                    ,10,5,-5,5     | not a number: '-5'
                    ,10,5,6,5      | the sizes contradict each other: 'Figures[allocatable=10, allocated=5, free=6, largestFree=5]'
                    ,10,5,5,6      | the sizes contradict each other: 'Figures[allocatable=10, allocated=5, free=5, largestFree=6]'
                    ,1099511627777,0,0,0 | too large to be true: '1099511627777'
                    7,10,5,5,5     | unexpected first cell: '7'
                    """)
    void shouldSayWhichRowIsWrong(String row, String problem) throws IOException {
        write(Reports.SUMMARY, Reports.G2_SUMMARY.replaceFirst("\n,[0-9,]+\n", "\n" + row + "\n"));
        assertEquals(
                List.of(directory.resolve(Reports.SUMMARY) + ": line 2: " + problem),
                read().problems());
    }

    @Test
    void shouldReadTheRightLabelsToo() throws IOException {
        write(Reports.SUMMARY, Reports.G2_SUMMARY.replace("(KB)", "(B)"));
        check(bank("L1"), null, 1461504, 1048576, 412928, 400000);
    }

    @Test
    void shouldSurviveRandomBytes() throws IOException {
        Random random = new Random(20_261_121);
        String[] names = {Reports.SUMMARY, Reports.L1_USAGE, Reports.DETAIL};
        String[] whole = {Reports.G2_SMALL, Reports.G2_L1_USAGE, Reports.G2_DETAIL_SMALL};
        writeSet("", whole[0], whole[1], whole[2]);
        for (int round = 0; round < 1000; round++) {
            int at = random.nextInt(3);
            byte[] bytes = whole[at].getBytes(StandardCharsets.ISO_8859_1);
            if (round % 10 == 0) {
                bytes = new byte[random.nextInt(5000)];
                random.nextBytes(bytes);
            } else {
                for (int change = random.nextInt(4); change >= 0; change--) {
                    int character =
                            random.nextInt(4) == 0
                                    ? random.nextInt(256)
                                    : "09,\n -YN".charAt(random.nextInt(8));
                    bytes[random.nextInt(bytes.length)] = (byte) character;
                }
            }
            write(names[at], new String(bytes, StandardCharsets.ISO_8859_1));
            MemoryReports reports = read();
            reports.devices().values().stream()
                    .flatMap(report -> report.banks().values().stream())
                    .forEach(
                            bank -> {
                                assertTrue(bank.largestFree() <= bank.free());
                                assertTrue(bank.allocated() + bank.free() <= bank.allocatable());
                                bank.inAllBanks(bank.allocatable());
                            });
            for (String problem : reports.problems()) {
                assertTrue(problem.length() < 400 && problem.indexOf('\n') < 0, problem);
            }
            if (round % 100 == 0) {
                writeSet("", whole[0], whole[1], whole[2]);
                assertEquals(110, bank("L1").banks(), "all is well again");
                assertEquals(List.of(), read().problems());
            }
        }
    }

    @Test
    void shouldBoundLines() throws IOException {
        String list = "1234567 ".repeat(1 << 20);
        write(Reports.SUMMARY, Reports.G2_SUMMARY);
        write(
                Reports.DETAIL,
                Reports.G2_DETAIL.replace("block table: 7 5", "block table: " + list));
        assertEquals(4, bank("L1").blockCount(), "nobody needs this list");
        write(Reports.DETAIL, Reports.G2_DETAIL + " " + list + "\n");
        assertNull(bank("L1").blockCount());
        assertTrue(read().problems().get(0).contains(": line 28: too long a line: ' 1234567 "));
        write(Reports.SUMMARY, list);
        assertEquals(Map.of(), read().devices());
    }

    @Test
    void shouldRefuseAFileThatIsTooLarge() throws IOException {
        write(Reports.SUMMARY, Reports.G2_SUMMARY);
        Path file = directory.resolve(Reports.DETAIL);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(new byte[1]), ReportFile.MOST_BYTES);
        }
        assertEquals(List.of(file + ": larger than 64 MiB, so it is not read"), read().problems());
        assertEquals(412928, bank("L1").free());
    }

    @Test
    void shouldCountMoreBlocksThanItShows() throws IOException {
        StringBuilder detail = new StringBuilder();
        for (String type : List.of("DRAM", "L1")) {
            int count = type.equals("DRAM") ? 2 : BlockTable.MOST_KEPT + 1;
            detail.append(",").append(type).append("\n,Total allocatable (B):,");
            detail.append(count * 320L).append("\n,Total allocated (B):,0\n,Total free (B):,");
            detail.append(count * 320L).append("\n,,Blocks:,Address (B),Size (B),");
            detail.append("Allocated (Y/N)\n");
            for (int at = 0; at < count; at++) {
                detail.append(",,,").append(at * 32).append(",32,N\n");
            }
            detail.append("\n");
        }
        write(Reports.DETAIL, detail.toString());
        long size = 32L * (BlockTable.MOST_KEPT + 1);
        check(bank("L1"), 10, size, 0, size, 32);
        assertNull(bank("L1").blockCount());
        assertEquals(2, bank("DRAM").blockCount());
        assertEquals(
                List.of(
                        directory.resolve(Reports.DETAIL)
                                + ": too many blocks of L1 to show: 20001"),
                read().problems());
    }

    @Test
    void shouldAssignByPrefix() throws IOException {
        write("dev0_" + Reports.SUMMARY, Reports.G2_SUMMARY);
        write("Device_12_end_" + Reports.SUMMARY, Reports.G2_SUMMARY);
        write("after_layer_" + Reports.SUMMARY, Reports.G2_SUMMARY);
        write("dev1_dev2_" + Reports.SUMMARY, Reports.G2_SUMMARY);
        MemoryReports reports = reader.read(List.of(0, 1));
        assertEquals(Set.of(0, 12), reports.devices().keySet());
        assertEquals(
                List.of("dev1_dev2_", "after_layer_"),
                reports.unassigned().stream().map(DeviceReport::prefix).toList());
        assertEquals("4 reports in " + directory, reports.state());
        reports = reader.read(List.of(0));
        assertEquals("after_layer_", prefixOf(reports, 0), "only one device, so it is of that");
        assertEquals(1, reports.unassigned().size());
        assertEquals(2, reader.read(List.of()).unassigned().size());
    }

    private static String prefixOf(MemoryReports reports, int device) {
        DeviceReport report = reports.devices().get(device);
        assertNotNull(report);
        return report.prefix();
    }

    @Test
    void shouldTakeTheNewestForADevice() throws IOException {
        write("d0_" + Reports.SUMMARY, Reports.G2_SUMMARY);
        write("dev0_end_" + Reports.SUMMARY, Reports.G2_SUMMARY);
        assertEquals("dev0_end_", device().prefix());
        write("d0_" + Reports.SUMMARY, Reports.G2_SUMMARY);
        assertEquals("d0_", device().prefix());
    }

    @Test
    void shouldLookBelowADirectory() throws IOException {
        Path below = Files.createDirectories(directory.resolve("generated/reports"));
        assertEquals("no reports", read().state());
        write("generated/reports/" + Reports.SUMMARY, Reports.G2_SUMMARY);
        assertEquals("1 report in " + below, read().state());
    }

    @Test
    void shouldReadTheNewestOfTooManyFiles() throws IOException {
        for (int at = 0; at < ReportReader.MOST_FILES + 2; at++) {
            write("dev" + at + "_" + Reports.SUMMARY, Reports.G2_SUMMARY);
        }
        MemoryReports reports = read();
        assertEquals(ReportReader.MOST_FILES, reports.devices().size());
        assertNull(reports.devices().get(1));
        assertNotNull(reports.devices().get(2));
        assertEquals(List.of("only the newest 128 of 130 files are read"), reports.problems());
    }

    @Test
    void shouldNotReadWhatIsNoFile() throws IOException {
        Path odd = Files.createDirectories(directory.resolve(Reports.SUMMARY));
        assertEquals(List.of(odd + ": not a regular file"), read().problems());
        ReportReader other = new ReportReader(List.of(write("file")));
        assertEquals(
                "no reports; "
                        + directory.resolve("file")
                        + ": cannot be listed:"
                        + " NotDirectoryException",
                other.read(List.of()).state());
    }

    @Test
    void shouldNotTakeControlCharacters() throws IOException {
        write("\u001b[2J" + Reports.SUMMARY, Reports.G2_SUMMARY);
        assertEquals(
                List.of(directory + ": a name with control characters is skipped"),
                read().problems());
        assertEquals(Map.of(), read().devices());
    }

    private Path write(String name) throws IOException {
        write(name, "");
        return directory.resolve(name);
    }

    @Test
    void shouldBeOffWithoutDirectories() {
        assertSame(MemoryReports.NONE, new ReportReader(List.of()).read(List.of(0)));
    }

    @Test
    void shouldFindTheDirectories() {
        Path given = Path.of("/given");
        Map<String, String> both = Map.of("TT_METAL_LOGS_PATH", "/logs", "TT_METAL_HOME", "/home");
        assertEquals(List.of(given), ReportReader.directories(both, List.of(given)));
        assertEquals(
                List.of(Path.of("/logs/generated/reports")),
                ReportReader.directories(both, List.of()));
        assertEquals(
                List.of(Path.of("/home/generated/reports")),
                ReportReader.directories(
                        Map.of("TT_METAL_LOGS_PATH", "", "TT_METAL_HOME", "/home"), List.of()));
        assertEquals(List.of(), ReportReader.directories(Map.of(), List.of()));
    }
}
