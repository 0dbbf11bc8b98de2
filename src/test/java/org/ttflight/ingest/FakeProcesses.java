package org.ttflight.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.ProcessIdentity;

/** Processes that the test makes up. Those it does not name do not exist. */
final class FakeProcesses implements PeerProcesses {
    static final int SELF = (int) ProcessHandle.current().pid();
    static final int MY_UID = myUid();
    static final int OTHER_UID = MY_UID + 1;

    private record Fake(int uid, long startTicks, List<Integer> namespacePids) {}

    private final Map<Integer, Fake> fakes = new ConcurrentHashMap<>();
    private final Map<Integer, ExitReason> exits = new ConcurrentHashMap<>();

    private static int myUid() {
        try {
            return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process; the last of its namespace pids is the one it sees itself. */
    FakeProcesses with(int pid, int uid, Integer... innerPids) {
        Integer[] pids = new Integer[innerPids.length + 1];
        pids[0] = pid;
        System.arraycopy(innerPids, 0, pids, 1, innerPids.length);
        fakes.put(pid, new Fake(uid, startTicksOf(pid), List.of(pids)));
        return this;
    }

    /** The pid belongs to another process from now on. */
    void reuse(int pid, long startTicks) {
        fakes.computeIfPresent(
                pid, (key, fake) -> new Fake(fake.uid(), startTicks, fake.namespacePids()));
    }

    static long startTicksOf(int pid) {
        return 1_000_000L + pid;
    }

    static ProcessIdentity identity(int pid, int uid, int gid) {
        return new ProcessIdentity(pid, startTicksOf(pid), uid, gid, 0);
    }

    void exit(int pid, ExitReason reason) {
        exits.put(pid, reason);
    }

    void revive(int pid) {
        exits.remove(pid);
    }

    @Override
    public long startTicks(int pid) {
        Fake fake = fakes.get(pid);
        return fake == null ? -1 : fake.startTicks();
    }

    @Override
    public int uid(int pid) {
        Fake fake = fakes.get(pid);
        return fake == null ? -1 : fake.uid();
    }

    @Override
    public List<Integer> namespacePids(int pid) {
        Fake fake = fakes.get(pid);
        return fake == null ? List.of() : fake.namespacePids();
    }

    @Override
    public List<Integer> pids() {
        return List.copyOf(new TreeMap<>(fakes).keySet());
    }

    @Override
    public @Nullable ExitReason exitOf(ProcessIdentity process) {
        return exits.get(process.pid());
    }
}
