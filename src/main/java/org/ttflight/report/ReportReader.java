package org.ttflight.report;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks for MemoryReporter's files, and reads those that are new or have changed.
 *
 * <p>Not thread-safe; a pass in which nothing has changed lists the directories and asks for the
 * times of the reports in them, no more. Never throws: what is wrong is told in {@link
 * MemoryReports#problems}.
 */
public final class ReportReader {
    /** Where tt-metal puts its reports, below its root. */
    static final String USUAL = "generated/reports";

    /** The most files that are read; the newest are. */
    static final int MOST_FILES = 128;

    /** The most names in a directory that are looked at. */
    static final int MOST_NAMES = 10_000;

    private record Key(Path directory, String prefix) {}

    private record Found(Key key, ReportKind kind, ReportSet.Candidate candidate) {
        long millis() {
            return candidate.attributes().lastModifiedTime().toMillis();
        }
    }

    private final List<Path> given;
    private final Set<Path> directories = new LinkedHashSet<>();
    private final InstantSource clock;
    private final List<String> listingProblems = new ArrayList<>();
    private Map<Key, ReportSet> sets = new LinkedHashMap<>();
    private List<String> lastListingProblems = List.of();
    private Set<Integer> lastOrdinals = Set.of();
    private @Nullable MemoryReports last;

    /**
     * Makes a reader; nothing is read yet.
     *
     * @param directories each is looked at, and {@code generated/reports} below each
     */
    public ReportReader(List<Path> directories) {
        this(directories, InstantSource.system());
    }

    ReportReader(List<Path> directories, InstantSource clock) {
        this.given = List.copyOf(directories);
        this.clock = clock;
        for (Path directory : given) {
            this.directories.add(directory);
            this.directories.add(directory.resolve(USUAL));
        }
    }

    /**
     * Returns where reports may be.
     *
     * @param environment as that of the programs: {@code TT_METAL_LOGS_PATH} counts, else {@code
     *     TT_METAL_HOME}
     * @param given what somebody asked for; if there is any, the environment does not count
     */
    public static List<Path> directories(Map<String, String> environment, List<Path> given) {
        if (!given.isEmpty()) {
            return List.copyOf(given);
        }
        for (String name : List.of("TT_METAL_LOGS_PATH", "TT_METAL_HOME")) {
            String root = environment.get(name);
            if (root != null && !root.isBlank()) {
                return List.of(Path.of(root, USUAL));
            }
        }
        return List.of();
    }

    /**
     * Returns what the reports say now; the same object as before if nothing has changed.
     *
     * @param ordinals the devices of this host: with only one, a report whose prefix names none is
     *     of that one
     */
    public MemoryReports read(Collection<Integer> ordinals) {
        if (given.isEmpty()) {
            return MemoryReports.NONE;
        }
        listingProblems.clear();
        Map<Key, Map<ReportKind, ReportSet.Candidate>> candidates = candidates();
        Map<Key, ReportSet> found = new LinkedHashMap<>();
        boolean isChanged =
                !sets.keySet().equals(candidates.keySet())
                        || !lastListingProblems.equals(listingProblems)
                        || !lastOrdinals.equals(Set.copyOf(ordinals));
        long now = clock.millis();
        for (Map.Entry<Key, Map<ReportKind, ReportSet.Candidate>> entry : candidates.entrySet()) {
            Key key = entry.getKey();
            ReportSet set = sets.get(key);
            if (set == null) {
                set = new ReportSet(key.prefix());
            }
            found.put(key, set);
            isChanged |= set.refresh(entry.getValue(), now);
        }
        sets = found;
        lastListingProblems = List.copyOf(listingProblems);
        lastOrdinals = Set.copyOf(ordinals);
        MemoryReports reports = last;
        if (reports == null || isChanged) {
            reports = assemble();
            last = reports;
        }
        return reports;
    }

    private Map<Key, Map<ReportKind, ReportSet.Candidate>> candidates() {
        List<Found> files = new ArrayList<>();
        for (Path directory : directories) {
            list(directory, files);
        }
        files.sort(Comparator.comparingLong(Found::millis).reversed());
        if (files.size() > MOST_FILES) {
            listingProblems.add(
                    "only the newest " + MOST_FILES + " of " + files.size() + " files are read");
            files = files.subList(0, MOST_FILES);
        }
        Map<Key, Map<ReportKind, ReportSet.Candidate>> candidates = new LinkedHashMap<>();
        for (Found file : files) {
            candidates
                    .computeIfAbsent(file.key(), key -> new EnumMap<>(ReportKind.class))
                    .put(file.kind(), file.candidate());
        }
        return candidates;
    }

    private void list(Path directory, List<Found> files) {
        int names = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path path : entries) {
                if (++names > MOST_NAMES) {
                    listingProblems.add(
                            directory + ": more than " + MOST_NAMES + " files; not all looked at");
                    return;
                }
                String name = path.getFileName().toString();
                ReportKind kind = ReportKind.ofName(name);
                if (kind != null && name.chars().anyMatch(Character::isISOControl)) {
                    listingProblems.add(directory + ": a name with control characters is skipped");
                } else if (kind != null) {
                    add(path, kind, new Key(directory, kind.prefix(name)), files);
                }
            }
        } catch (NoSuchFileException e) {
            // Nobody has written a report yet.
        } catch (IOException | DirectoryIteratorException e) {
            listingProblems.add(directory + ": cannot be listed: " + e.getClass().getSimpleName());
        }
    }

    private void add(Path path, ReportKind kind, Key key, List<Found> files) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.isRegularFile()) {
                files.add(new Found(key, kind, new ReportSet.Candidate(path, attributes)));
            } else {
                listingProblems.add(path + ": not a regular file");
            }
        } catch (NoSuchFileException e) {
            // Removed just now.
        } catch (IOException e) {
            listingProblems.add(path + ": cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private MemoryReports assemble() {
        Map<Integer, DeviceReport> devices = new TreeMap<>();
        List<DeviceReport> unassigned = new ArrayList<>();
        List<String> problems = new ArrayList<>(lastListingProblems);
        Set<Path> places = new LinkedHashSet<>();
        int count = 0;
        for (Map.Entry<Key, ReportSet> entry : sets.entrySet()) {
            DeviceReport report = entry.getValue().report();
            problems.addAll(entry.getValue().problems());
            if (report == null) {
                continue;
            }
            count++;
            places.add(entry.getKey().directory());
            Integer ordinal = ordinal(report.prefix());
            if (ordinal == null) {
                unassigned.add(report);
            } else {
                devices.merge(ordinal, report, ReportReader::newer);
            }
        }
        unassigned.sort(Comparator.comparingLong(DeviceReport::epochMillis).reversed());
        return new MemoryReports(state(count, places, problems), devices, unassigned, problems);
    }

    private @Nullable Integer ordinal(String prefix) {
        Integer named = DevicePrefix.ordinal(prefix);
        if (named != null) {
            return named;
        }
        return lastOrdinals.size() == 1 && !DevicePrefix.namesAny(prefix)
                ? lastOrdinals.iterator().next()
                : null;
    }

    private static DeviceReport newer(DeviceReport left, DeviceReport right) {
        return left.epochMillis() >= right.epochMillis() ? left : right;
    }

    private static String state(int count, Collection<Path> places, List<String> problems) {
        if (count == 0) {
            return problems.isEmpty() ? "no reports" : "no reports; " + problems.get(0);
        }
        StringBuilder state = new StringBuilder();
        state.append(count).append(count == 1 ? " report in " : " reports in ");
        String separator = "";
        for (Path place : places) {
            state.append(separator).append(place);
            separator = ", ";
        }
        return state.toString();
    }
}
