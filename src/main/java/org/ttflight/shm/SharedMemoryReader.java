package org.ttflight.shm;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostRoots;
import org.ttflight.host.HostState;
import org.ttflight.host.ProcFs;
import org.ttflight.ledger.SharedMemory;
import org.ttflight.ledger.SharedRegion;
import org.ttflight.ledger.SharedSlot;
import org.ttflight.ledger.Verdict;

/**
 * Reads all of tt-metal's shared memory, and joins it to the devices and processes of this host.
 * Every file there is becomes a region, whatever is wrong with it. Not thread-safe.
 *
 * <p>Opening a pipe would wait, so only plain files are opened; somebody who swaps one at that very
 * moment could still make the calling thread wait. So call it from a thread of its own.
 */
public final class SharedMemoryReader {
    private static final String PREFIX = "tt_device_";
    private static final String SUFFIX = "_memory";

    /** Anybody may make files there; no host has as many chips. */
    private static final int MAX_FILES = 256;

    private static final int MAX_DIGITS = 40;

    private static final Comparator<String> BY_NUMBER =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private final Path directory;
    private final LongSupplier epochMillis;
    private final Census census;
    private final RegionFile file;

    /**
     * Makes a reader of one host.
     *
     * @param roots where the files are
     * @param procFs tells who is alive, and in which pid namespace
     */
    public SharedMemoryReader(HostRoots roots, ProcFs procFs) {
        this(roots, procFs, System::currentTimeMillis, RegionSource::open);
    }

    SharedMemoryReader(
            HostRoots roots, ProcFs procFs, LongSupplier epochMillis, RegionFile.Opener opener) {
        this.directory = roots.devShm();
        this.epochMillis = epochMillis;
        this.census = new Census(procFs);
        this.file = new RegionFile(opener);
    }

    /**
     * Reads everything once.
     *
     * @param host the devices with their holders, and the processes; of just now
     */
    public SharedMemory read(HostState host) {
        long now = epochMillis.getAsLong();
        NavigableSet<String> ids = new TreeSet<>(BY_NUMBER);
        int files;
        try {
            files = list(ids);
        } catch (NoSuchFileException e) {
            return new SharedMemory(now, directory + " is not there", List.of());
        } catch (AccessDeniedException e) {
            return new SharedMemory(now, directory + ": permission denied", List.of());
        } catch (IOException e) {
            return new SharedMemory(now, directory + ": " + e.getMessage(), List.of());
        }
        List<RegionContents> contents = new ArrayList<>(ids.size());
        for (String id : ids) {
            try {
                contents.add(file.read(directory.resolve(PREFIX + id + SUFFIX), id, now));
            } catch (NoSuchFileException e) {
                files--; // It was removed while we looked.
            }
        }
        List<SharedRegion> regions = contents.isEmpty() ? List.of() : join(contents, host);
        return new SharedMemory(now, state(files, regions), regions);
    }

    /** Returns how many files there are; at most {@link #MAX_FILES} of them are in the set. */
    private int list(NavigableSet<String> ids) throws IOException {
        int files = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String id = idOf(String.valueOf(entry.getFileName()));
                if (id != null) {
                    files++;
                    ids.add(id);
                    if (ids.size() > MAX_FILES) {
                        ids.pollLast();
                    }
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return files;
    }

    private static @Nullable String idOf(String name) {
        int length = name.length() - PREFIX.length() - SUFFIX.length();
        if (length < 1
                || length > MAX_DIGITS
                || !name.startsWith(PREFIX)
                || !name.endsWith(SUFFIX)) {
            return null;
        }
        String id = name.substring(PREFIX.length(), PREFIX.length() + length);
        for (int i = 0; i < length; i++) {
            if (id.charAt(i) < '0' || id.charAt(i) > '9') {
                return null;
            }
        }
        return id;
    }

    private List<SharedRegion> join(List<RegionContents> contents, HostState host) {
        census.begin(host.processes());
        Tenants tenants = new Tenants(host.devices(), census);
        DeviceJoin join = new DeviceJoin(host.devices(), tenants);
        SlotResolver resolver = new SlotResolver(tenants, census);
        RegionJudge judge = new RegionJudge(tenants);
        List<DeviceJoin.Result> joined = new ArrayList<>(contents.size());
        Set<Integer> taken = new HashSet<>();
        for (RegionContents region : contents) {
            DeviceJoin.Result result = join.join(region);
            joined.add(result);
            if (result.isById() && result.device() != null) {
                taken.add(result.device());
            }
        }
        List<SharedRegion> regions = new ArrayList<>(contents.size());
        for (int i = 0; i < contents.size(); i++) {
            RegionContents region = contents.get(i);
            DeviceJoin.Result result = DeviceJoin.reconsider(joined.get(i), taken);
            List<SharedSlot> slots = new ArrayList<>(region.slots().size());
            for (RegionContents.Slot slot : region.slots()) {
                slots.add(resolver.resolve(slot, result.device()));
            }
            regions.add(judge.judge(region, result, slots));
        }
        return regions;
    }

    private static String state(int files, List<SharedRegion> regions) {
        if (files == 0) {
            return "no files";
        }
        int unreadable = 0;
        for (SharedRegion region : regions) {
            unreadable += region.verdict() == Verdict.UNREADABLE ? 1 : 0;
        }
        StringBuilder state = new StringBuilder();
        state.append(files).append(files == 1 ? " file" : " files");
        if (files > MAX_FILES) {
            state.append(", only ").append(MAX_FILES).append(" of them read");
        }
        if (unreadable > 0) {
            state.append(", ").append(unreadable).append(" unreadable");
        }
        return state.toString();
    }
}
