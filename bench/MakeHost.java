import java.nio.file.Path;
import org.ttflight.fakehost.FakeCard;
import org.ttflight.fakehost.FakeDevice;
import org.ttflight.fakehost.FakeHost;
import org.ttflight.fakehost.FakeSharedMemory;
import org.ttflight.fakehost.FakeUsage;

/** Makes a host of so many devices and processes: {@code java MakeHost.java DIR 32 1000}. */
class MakeHost {
    private static final int FIRST_PID = 100_000;
    private static final int SLOTS = 20;

    public static void main(String[] args) throws Exception {
        int devices = Integer.parseInt(args[1]);
        int processes = Integer.parseInt(args[2]);
        FakeHost host = FakeHost.create(Path.of(args[0]));
        long now = System.currentTimeMillis() * 1_000_000;
        for (int at = 0; at < devices; at++) {
            FakeDevice device =
                    host.addDevice(at, at % 2 == 0 ? FakeCard.P150A : FakeCard.GALAXY_WORMHOLE);
            int[] pids = new int[(processes - at + devices - 1) / devices];
            FakeSharedMemory memory = device.sharedMemory(4);
            for (int nth = 0; nth < pids.length; nth++) {
                pids[nth] = FIRST_PID + at + nth * devices;
                host.process(pids[nth]).write();
                if (nth < SLOTS) {
                    FakeUsage usage = new FakeUsage(1 << 30, 1 << 20, 0, 0, 0);
                    memory.slot(nth, pids[nth], "python3", usage, now);
                }
            }
            device.openBy(pids);
            memory.sum().lastUpdate(now).write();
        }
    }
}
