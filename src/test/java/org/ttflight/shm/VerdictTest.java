package org.ttflight.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ttflight.host.CardType;
import org.ttflight.host.Holders;
import org.ttflight.ledger.SharedRegion;
import org.ttflight.ledger.SharedSlot;
import org.ttflight.ledger.Verdict;

/** Whose slot it is, and what can be believed. */
class VerdictTest {
    private static final String ID = "141176416515936";

    private final FakeTenants host;
    private final Path root;

    VerdictTest(@TempDir Path root) throws IOException {
        this.root = root;
        this.host = new FakeTenants(root);
        host.device(0, CardType.P150A, "5EED00000000B001", "00000403319141BB");
    }

    private SharedRegion read() {
        List<SharedRegion> regions =
                new SharedMemoryReader(host.roots(), host.procFs()).read(host.state()).regions();
        assertEquals(1, regions.size());
        return regions.get(0);
    }

    private SharedRegion readSlot(int pid, String name) throws IOException {
        RegionImage.version3()
                .totals(100, 0, 0, 0, 0)
                .slot(0, pid, name, 100, 0, 0, 0, 0)
                .write(host.shm(), ID);
        return read();
    }

    private static void assertSlot(SharedRegion region, Verdict verdict, int pid, long start) {
        SharedSlot slot = region.slots().get(0);
        assertEquals(verdict, slot.verdict());
        assertEquals(pid, slot.pid());
        assertEquals(start, slot.startTicks());
    }

    @Test
    void shouldFindTheHolder() throws IOException {
        host.followed(4242, 5000, "renamed").holders(0, 0, 4242);
        SharedRegion region = readSlot(4242, "python3");
        assertSlot(region, Verdict.LIVE, 4242, 5000);
        assertEquals(Verdict.LIVE, region.verdict());
        assertNull(region.detail());
    }

    @Test
    void shouldFindTheHolderInItsContainer() throws IOException {
        host.followed(4242, 5000, "python3", 17, 1).holders(0, 0, 4242);
        host.alive(1, 7, "init").alive(17, 8, "python3");
        assertSlot(readSlot(1, "python3"), Verdict.LIVE, 4242, 5000);
        // The pid of a namespace in between is nobody's name for it, but 17 has the slot's name.
        assertSlot(readSlot(17, "python3"), Verdict.LIVE, 17, 8);
    }

    @Test
    void shouldFindAHolderThatNobodyFollows() throws IOException {
        host.alive(4242, 5000, "python3").holders(0, 0, 4242);
        assertSlot(readSlot(4242, "python3"), Verdict.LIVE, 4242, 5000);
    }

    @Test
    void shouldFindTheHolderOfAnotherDevice() throws IOException {
        host.device(1, CardType.N150, "5EED00000000A001", null);
        host.followed(4242, 5000, "renamed").holders(0, 0).holders(1, 0, 4242);
        assertSlot(readSlot(4242, "python3"), Verdict.LIVE, 4242, 5000);
    }

    @Test
    void shouldPreferTheHolderOfTheDevice() throws IOException {
        host.device(1, CardType.N150, "5EED00000000A001", null);
        host.followed(4242, 5000, "python3", 1).holders(0, 0, 4242);
        host.followed(4243, 5001, "python3", 1).holders(1, 0, 4243);
        assertSlot(readSlot(1, "python3"), Verdict.LIVE, 4242, 5000);
    }

    @Test
    void shouldTellTwoHoldersWithOnePidByTheirNames() throws IOException {
        host.followed(4242, 5000, "train.py", 1).followed(4243, 5001, "serve.py", 1);
        host.holders(0, 0, 4242, 4243);
        assertSlot(readSlot(1, "serve.py"), Verdict.LIVE, 4243, 5001);
        assertSlot(readSlot(1, "other"), Verdict.UNVERIFIABLE, -1, -1);
        host.followed(4242, 5000, "serve.py", 1);
        SharedRegion region = readSlot(1, "serve.py");
        assertSlot(region, Verdict.UNVERIFIABLE, -1, -1);
        assertEquals(Verdict.UNVERIFIABLE, region.verdict());
    }

    @ParameterizedTest(name = "{0} as {1}: {2}")
    @CsvSource({
        "python3,            python3,            true",
        "python3,            /usr/bin/python3,   true",
        "my-long-worker-n,   my-long-worker-n,   true",
        "my-long-worker-,    my-long-worker-name, true", // the kernel's 15 characters
        "my-long-worker-name, my-long-worker-,   true",
        "my-long-worker,     my-long-worker-name, false",
        "bash,               python3,            false",
        "bash,               '',                 false",
        "bash,               /,                  false",
    })
    void shouldFindWhoHasThePidAndTheNameThoughNotTheDevice(
            String name, String slotName, boolean isSame) throws IOException {
        host.alive(4242, 5000, name).holders(0, Holders.UNKNOWN);
        SharedRegion region = readSlot(4242, slotName);
        if (isSame) {
            assertSlot(region, Verdict.LIVE, 4242, 5000);
            assertEquals(Verdict.LIVE, region.verdict());
        } else {
            assertSlot(region, Verdict.UNVERIFIABLE, -1, -1);
            assertEquals(Verdict.UNVERIFIABLE, region.verdict());
            assertEquals(
                    "its processes cannot be told from here: another pid namespace, or hidden",
                    region.detail());
        }
    }

    @Test
    void shouldNotTakeAProcessOfAnotherNamespaceForItsNamesake() throws IOException {
        host.alive(4242, 5000, "python3", 9).holders(0, Holders.UNKNOWN);
        assertSlot(readSlot(4242, "python3"), Verdict.UNVERIFIABLE, -1, -1);
    }

    @Test
    void shouldTellThatAPidHasAnotherProcessNow() throws IOException {
        // All who have the device open are known, and it is none of them.
        host.alive(4242, 5000, "bash").followed(50, 4000, "other").holders(0, 0, 50);
        SharedRegion region = readSlot(4242, "python3");
        assertSlot(region, Verdict.STALE, -1, -1);
        assertEquals(Verdict.UNVERIFIABLE, region.verdict());
        assertEquals("its processes are gone, but others have the device open", region.detail());
        host.holders(0, 0);
        assertEquals(Verdict.STALE, readSlot(4242, "python3").verdict());
    }

    @Test
    void shouldTellTheDead() throws IOException {
        host.holders(0, 0);
        SharedRegion region = readSlot(4242, "python3");
        assertSlot(region, Verdict.STALE, -1, -1);
        assertEquals(Verdict.STALE, region.verdict());
        assertEquals("its processes are gone", region.detail());
        assertEquals(100, region.claimed().used(org.ttflight.ledger.MemoryType.DRAM));
    }

    @Test
    void shouldTellTheDeadWhereTheDriverIsTooOld() throws IOException {
        host.holders(0, Holders.UNKNOWN);
        assertEquals(Verdict.STALE, readSlot(4242, "python3").verdict());
    }

    @Test
    void shouldTellTheDeadThatTheDriverStillLists() throws IOException {
        host.holders(0, 0, 4242);
        SharedRegion region = readSlot(4242, "python3");
        assertSlot(region, Verdict.STALE, 4242, -1);
        assertEquals(Verdict.UNVERIFIABLE, region.verdict());
    }

    @Test
    void shouldTellAZombie() throws IOException {
        host.alive(4242, 5000, "python3").holders(0, 0, 4242);
        Path stat = root.resolve("proc/4242/stat");
        Files.writeString(stat, Files.readString(stat).replace(") S ", ") Z "));
        assertSlot(readSlot(4242, "python3"), Verdict.STALE, 4242, 5000);
    }

    @Test
    void shouldNotJudgeThoseOfAnotherNamespace() throws IOException {
        host.holders(0, 1); // the driver has somebody whom we cannot see
        SharedRegion region = readSlot(4242, "python3");
        assertSlot(region, Verdict.UNVERIFIABLE, -1, -1);
        assertEquals(Verdict.UNVERIFIABLE, region.verdict());
        host.followed(50, 4000, "other", 3).holders(0, 0, 50); // it may see 4242 where it lives
        assertSlot(readSlot(4242, "python3"), Verdict.UNVERIFIABLE, -1, -1);
    }

    @Test
    void shouldNotJudgeWhatProcfsHides() throws IOException {
        Files.delete(root.resolve("proc/1/stat"));
        host.holders(0, Holders.UNKNOWN);
        assertSlot(readSlot(4242, "python3"), Verdict.UNVERIFIABLE, -1, -1);
        host.holders(0, 0, 4242); // but the driver knows it
        assertSlot(readSlot(4242, "python3"), Verdict.LIVE, 4242, -1);
    }

    @Test
    void shouldBelieveAFileWithOneLiveSlot() throws IOException {
        host.followed(4242, 5000, "python3").holders(0, 0, 4242);
        RegionImage.version3().slot(3, 99, "gone").slot(4, 4242, "python3").write(host.shm(), ID);
        SharedRegion region = read();
        assertEquals(Verdict.LIVE, region.verdict());
        assertNull(region.detail());
        assertEquals(Verdict.STALE, region.slots().get(0).verdict());
        assertEquals(Verdict.LIVE, region.slots().get(1).verdict());
    }

    @ParameterizedTest(name = "total {0}, holders {1}, elsewhere {2}: {3}")
    @CsvSource({
        "0, 50, 0, LIVE,",
        "0,  0, 1, LIVE,",
        "0,  0, 0, STALE, no process is in it",
        "9,  0, 0, STALE, no process is in it",
        "9, 50, 0, UNVERIFIABLE, its totals belong to no process in it",
        "9,  0, 1, UNVERIFIABLE, its totals belong to no process in it",
        "-1, 50, 0, UNVERIFIABLE, 'its totals belong to no process in it; a counter is below zero,"
                + " so unknown'",
    })
    void shouldJudgeAFileWithoutProcesses(
            long total, int pid, int elsewhere, Verdict verdict, String detail) throws IOException {
        if (pid > 0) {
            host.followed(pid, 4000, "other").holders(0, elsewhere, pid);
        } else {
            host.holders(0, elsewhere);
        }
        RegionImage.version3().totals(0, 0, 0, 0, total).write(host.shm(), ID);
        SharedRegion region = read();
        assertEquals(verdict, region.verdict());
        assertEquals(detail, region.detail());
    }

    @Test
    void shouldJudgeAFileOfNoKnownDevice() throws IOException {
        host.followed(50, 4000, "other").holders(0, 0, 50);
        RegionImage.version3().write(host.shm(), "123456789");
        RegionImage.version3().slot(0, 4242, "gone", 9).totals(9).write(host.shm(), "123456790");
        RegionImage.version3().totals(9).write(host.shm(), "123456791");
        List<SharedRegion> regions =
                new SharedMemoryReader(host.roots(), host.procFs()).read(host.state()).regions();
        assertEquals(Verdict.STALE, regions.get(0).verdict());
        assertEquals(Verdict.STALE, regions.get(1).verdict());
        assertEquals(Verdict.UNVERIFIABLE, regions.get(2).verdict());
    }

    @Test
    void shouldSeeThatAPidWasReusedBetweenTwoPasses() throws IOException {
        host.followed(4242, 5000, "python3", 7).holders(0, 0, 4242);
        SharedMemoryReader reader = new SharedMemoryReader(host.roots(), host.procFs());
        RegionImage.version3().slot(0, 7, "python3", 9).write(host.shm(), ID);
        assertEquals(5000, reader.read(host.state()).regions().get(0).slots().get(0).startTicks());
        host.followed(4242, 6000, "python3", 8);
        SharedSlot slot = reader.read(host.state()).regions().get(0).slots().get(0);
        assertEquals(Verdict.UNVERIFIABLE, slot.verdict());
        assertEquals(-1, slot.pid());
    }
}
