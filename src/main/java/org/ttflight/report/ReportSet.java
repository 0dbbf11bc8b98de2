package org.ttflight.report;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files of one dump: those in one directory with the same prefix. Each may be missing. */
final class ReportSet {
    private final String prefix;
    private Set<ReportKind> kinds = Set.of();
    private @Nullable ReportFile<Summary> summary;
    private @Nullable ReportFile<L1Usage> l1Usage;
    private @Nullable ReportFile<Detail> detail;
    private final List<String> files = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private long epochMillis;

    ReportSet(String prefix) {
        this.prefix = prefix;
    }

    /** Reads what has changed, forgets what is gone, and returns whether there was any such. */
    boolean refresh(Map<ReportKind, Candidate> candidates, long nowMillis) {
        boolean isChanged = !kinds.equals(candidates.keySet());
        kinds = Set.copyOf(candidates.keySet());
        Candidate found = candidates.get(ReportKind.SUMMARY);
        summary = same(summary, found);
        if (summary != null && found != null) {
            isChanged |= summary.refresh(found.attributes(), nowMillis, null, SummaryParser::parse);
        }
        found = candidates.get(ReportKind.L1_USAGE);
        l1Usage = same(l1Usage, found);
        if (l1Usage != null && found != null) {
            isChanged |= l1Usage.refresh(found.attributes(), nowMillis, null, L1Usage::parse);
        }
        found = candidates.get(ReportKind.DETAIL);
        detail = same(detail, found);
        if (detail != null && found != null) {
            Summary whole = good(summary);
            Long program = whole == null ? null : whole.program();
            isChanged |=
                    detail.refresh(
                            found.attributes(),
                            nowMillis,
                            program,
                            lines -> DetailParser.parse(lines, program));
        }
        return isChanged;
    }

    private static <T> @Nullable ReportFile<T> same(
            @Nullable ReportFile<T> known, @Nullable Candidate found) {
        if (found == null) {
            return null;
        }
        return known != null ? known : new ReportFile<>(found.path());
    }

    private static <T> @Nullable T good(@Nullable ReportFile<T> file) {
        return file == null ? null : file.good();
    }

    /** Returns what is wrong, in words, as of the last {@link #report}. */
    List<String> problems() {
        return problems;
    }

    /** Returns what the files together say, or null if that is not enough. */
    @Nullable DeviceReport report() {
        files.clear();
        problems.clear();
        epochMillis = 0;
        tell(summary);
        tell(l1Usage);
        tell(detail);
        Summary sizes = good(summary);
        Detail blocks = good(detail);
        Map<String, BankReport> banks;
        String generation;
        if (summary != null && sizes != null) {
            use(summary);
            generation = sizes.generation();
            banks = fromSummary(sizes, blocks);
        } else if (summary == null && detail != null && blocks != null) {
            use(detail);
            generation = blocks.sections().values().iterator().next().unit() == 1 ? "G2" : "G1";
            banks = fromDetail(blocks);
        } else {
            if (problems.isEmpty()) {
                problem(l1Usage, "says nothing without memory_usage_summary.csv");
            }
            return null;
        }
        if (banks.isEmpty()) {
            problem(detail, "does not tell the sizes of the banks");
            return null;
        }
        if (good(l1Usage) != null && l1Usage != null) {
            use(l1Usage);
        }
        return new DeviceReport(prefix, files, epochMillis, generation, banks);
    }

    private void tell(@Nullable ReportFile<?> file) {
        if (file != null && file.problem() != null) {
            problem(file, file.problem());
        }
    }

    private void problem(@Nullable ReportFile<?> file, @Nullable String words) {
        if (file != null) {
            problems.add(file.path() + ": " + words);
        }
    }

    private void use(ReportFile<?> file) {
        String name = file.path().toString();
        if (!files.contains(name)) {
            files.add(name);
            epochMillis = Math.max(epochMillis, file.goodMillis());
        }
    }

    private Map<String, BankReport> fromSummary(Summary sizes, @Nullable Detail blocks) {
        Map<String, BankReport> banks = new LinkedHashMap<>();
        for (Map.Entry<String, Summary.Row> entry : sizes.types().entrySet()) {
            String type = entry.getKey();
            Summary.Row row = entry.getValue();
            Detail.Section section = blocks == null ? null : blocks.sections().get(type);
            if (section != null && section.unit() != sizes.unit()) {
                problem(detail, "its unit is not that of the summary");
                section = null;
            }
            Integer number;
            if (row.rows() == 0) {
                number = range(type, sizes.unit(), row.figures().allocatable(), section).only();
            } else if (type.equals("L1")) {
                Range counted = Range.exactly(row.rows()).and(l1Range());
                number = section == null ? counted.only() : counted.and(banksOf(section)).only();
                if (number == null || (section == null && good(l1Usage) == null)) {
                    // The file may end too early, and no other file says that it does not.
                    problem(summary, "it cannot be told whether the banks of L1 are all there");
                    continue;
                }
            } else {
                number = row.rows();
            }
            banks.put(type, bank(type, row, sizes.unit(), number, section));
        }
        return banks;
    }

    private static Range banksOf(Detail.Section section) {
        return section.banks() == 0 ? Range.ANY : Range.exactly(section.banks());
    }

    private Range l1Range() {
        L1Usage usage = good(l1Usage);
        return usage == null ? Range.ANY : usage.banks();
    }

    private Range range(
            String type, long unit, long allocatable, Detail.@Nullable Section section) {
        Range range = type.equals("L1") ? l1Range() : Range.ANY;
        if (section == null) {
            return range;
        }
        Detail.Dump dump = section.dump();
        if (dump != null && dump.allocatable() / unit == allocatable) {
            return range.and(Range.ofBanks(section.allocatable(), unit, dump.allocatable(), 1));
        }
        return range.and(Range.ofBanks(section.allocatable(), unit, allocatable, unit));
    }

    private BankReport bank(
            String type,
            Summary.Row row,
            long unit,
            @Nullable Integer number,
            Detail.@Nullable Section section) {
        Figures figures = row.figures();
        Integer alike = row.isAlike() ? number : null;
        Detail.Dump dump = section == null ? null : section.dump();
        if (detail != null && dump != null) {
            if (dump.agreesWith(figures, unit)) {
                use(detail);
                return fromDump(type, alike, dump);
            }
            problem(detail, "its blocks of " + type + " are not of the moment of the summary");
        }
        return new BankReport(
                alike,
                figures.allocatable() * unit,
                figures.allocated() * unit,
                figures.free() * unit,
                figures.largestFree() * unit,
                List.of());
    }

    private BankReport fromDump(String type, @Nullable Integer banks, Detail.Dump dump) {
        if (dump.blocks().size() != dump.count()) {
            problem(detail, "too many blocks of " + type + " to show: " + dump.count());
        }
        return new BankReport(
                banks,
                dump.allocatable(),
                dump.allocated(),
                dump.free(),
                dump.largestFree(),
                dump.blocks());
    }

    private Map<String, BankReport> fromDetail(Detail blocks) {
        Map<String, BankReport> banks = new LinkedHashMap<>();
        for (Map.Entry<String, Detail.Section> entry : blocks.sections().entrySet()) {
            Detail.Section section = entry.getValue();
            Detail.Dump dump = section.dump();
            if (dump != null && section.banks() == 0) {
                long unit = section.unit();
                Range range = entry.getKey().equals("L1") ? l1Range() : Range.ANY;
                Range all =
                        range.and(Range.ofBanks(section.allocatable(), unit, dump.allocatable(), 1))
                                .and(Range.ofBanks(section.allocated(), unit, dump.allocated(), 1))
                                .and(Range.ofBanks(section.free(), unit, dump.free(), 1));
                banks.put(entry.getKey(), fromDump(entry.getKey(), all.only(), dump));
            }
        }
        return banks;
    }

    /** A file that was found. */
    record Candidate(Path path, BasicFileAttributes attributes) {}
}
