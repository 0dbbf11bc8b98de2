package org.ttflight.jmx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.Notification;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.CardType;
import org.ttflight.host.DeviceCatalog;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostState;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ingest.IngestCounters;
import org.ttflight.ledger.BufferInfo;
import org.ttflight.ledger.BufferQuery;
import org.ttflight.ledger.Ledger;
import org.ttflight.ledger.LedgerControl;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.SharedMemory;
import org.ttflight.report.MemoryReports;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.Observations;

/** A real ledger, written by the test's thread, and its beans on a server of their own. */
final class Fixture implements AutoCloseable {
    static final long NOW_MICROS = 1_800_000_000_000_000L;

    final MBeanServer server = MBeanServerFactory.newMBeanServer();
    final DeviceCatalog catalog = new DeviceCatalog();
    final NotificationQueue queue;
    final Ledger ledger;
    final List<ProcessIdentity> described = new ArrayList<>();
    final Access access = new Access();
    final List<String> peaksReset = new ArrayList<>();
    final AtomicInteger observed = new AtomicInteger();

    /**
     * The clock of the beans, and how far it goes at each look: so far that they see the latest.
     */
    final AtomicLong nanos = new AtomicLong();

    volatile long step = ObservationReader.MOST_AGE_NANOS;
    final BeanPublisher publisher;

    /** What the beans see instead of the ledger and the catalogue, unless it is null. */
    private volatile @Nullable Observation given;

    volatile SharedMemory shared = SharedMemory.NOT_READ;
    volatile HostState host = HostState.NOT_READ;
    private final Observations observations;

    Fixture() {
        this(100);
    }

    Fixture(int queueLimit) {
        queue = new NotificationQueue(queueLimit);
        ledger = new Ledger(64, queue);
        ledger.advance(NOW_MICROS);
        observations =
                new Observations(
                        ledger::snapshot,
                        () -> shared,
                        () -> host,
                        () -> MemoryReports.NONE,
                        catalog,
                        Fixture::description);
        LedgerControl control = new Control(ledger);
        ObservationReader reader =
                new ObservationReader(
                        control,
                        this::observe,
                        (device, type) -> {
                            peaksReset.add(device + "/" + type.label());
                            observations.resetPeak(device, type);
                        },
                        () -> nanos.addAndGet(step));
        publisher = new BeanPublisher(server, control, reader, access, this::describe, queue);
    }

    private Observation observe() {
        observed.incrementAndGet();
        Observation instead = given;
        return instead == null ? observations.get() : instead;
    }

    /** Shows the beans this from now on. */
    void show(Observation observation) {
        given = observation;
        sync();
    }

    private static ProcessDescription description(ProcessIdentity process) {
        int pid = process.pid();
        return pid == 666
                ? ProcessDescription.UNKNOWN
                : new ProcessDescription("model" + pid, "ada", "model" + pid + " --fast", 1234L);
    }

    private ProcessDescription describe(ProcessIdentity process) {
        described.add(process);
        if (process.pid() == 666) {
            throw new IllegalStateException("cannot describe this one");
        }
        return description(process);
    }

    static ProcessIdentity identity(int pid) {
        return new ProcessIdentity(pid, 77, 1000, 1000, 0);
    }

    static HostDevice n150(int ordinal) {
        return new HostDevice(ordinal, CardType.N150, "00000000000000a" + ordinal, false);
    }

    LedgerProcess allocate(int pid, int device, MemoryType type, long id, long size) {
        LedgerProcess process = ledger.attach(identity(pid));
        if (type == MemoryType.CIRCULAR_BUFFER) {
            ledger.allocateCircularBuffer(process, device, id, size);
        } else {
            ledger.allocate(process, device, type, id, size);
        }
        return process;
    }

    void sync() {
        ledger.publish();
        publisher.sync();
    }

    Object get(ObjectName bean, String attribute) throws JMException {
        return server.getAttribute(bean, attribute);
    }

    Object call(ObjectName bean, String operation, int argument) throws JMException {
        return server.invoke(
                bean, operation, new Object[] {argument}, new String[] {int.class.getName()});
    }

    int count(String pattern) throws JMException {
        return server.queryNames(new ObjectName("tenstorrent:" + pattern), null).size();
    }

    /** Collects what a bean sends from now on. */
    List<Notification> listen(ObjectName bean) throws JMException {
        List<Notification> heard = Collections.synchronizedList(new ArrayList<>());
        server.addNotificationListener(
                bean, (notification, handback) -> heard.add(notification), null, null);
        return heard;
    }

    @Override
    public void close() {
        publisher.close();
    }

    /** Applies at once what the daemon's control hands to the writer. */
    private record Control(Ledger ledger) implements LedgerControl {
        @Override
        public LedgerSnapshot snapshot() {
            return ledger.snapshot();
        }

        @Override
        public List<BufferInfo> list(BufferQuery query) {
            return ledger.list(query);
        }

        @Override
        public void resetPeak(int device, MemoryType type) {
            ledger.resetPeak(device, type);
        }

        @Override
        public void setThreshold(int device, MemoryType type, long bytes) {
            ledger.setThreshold(device, type, bytes);
        }
    }

    static final class Access implements ServerAccess {
        String dumpedTo = "";

        @Override
        public String version() {
            return "1.2.3";
        }

        @Override
        public String socketPath() {
            return "/tmp/some.sock";
        }

        @Override
        public long startEpochMillis() {
            return 1000;
        }

        @Override
        public long uptimeMillis() {
            return 500;
        }

        @Override
        public Map<String, String> sources() {
            return Map.of("ingest", "listening");
        }

        @Override
        public IngestCounters counters() {
            return new IngestCounters(1, 2, 3, 4, 5, 6, List.of(0L, 7L, 8L));
        }

        @Override
        public Map<String, Long> rejections() {
            return Map.of("unknown_type", 7L, "not_a_request", 8L);
        }

        @Override
        public List<String> recoveredRecordings() {
            return List.of("/var/lib/tt-flight/recovered/20261120-030000-pid7.jfr");
        }

        @Override
        public String recording() {
            return "off";
        }

        @Override
        public Long incidentCount() {
            return 9L;
        }

        @Override
        public Long incidentsNotWritten() {
            return 1L;
        }

        @Override
        public List<IncidentRow> listIncidents() {
            return List.of(
                    new IncidentRow(
                            1_800_000_000_000L,
                            "device-lost",
                            3,
                            null,
                            "device 3 was lost",
                            37,
                            "/state/incidents/a.jfr",
                            4096));
        }

        @Override
        public String remaining() {
            return "remaining buffers";
        }

        @Override
        public List<HistoryRow> history(int device, int windowSeconds, int steps) {
            return List.of(
                    new HistoryRow(
                            5000, 1000, (long) device, (long) steps, null, 1.5, null, null, null));
        }

        @Override
        public String kernels() {
            return "loaded kernels";
        }

        @Override
        public String dumpRecording(String path) throws IOException {
            if (path.equals("/full")) {
                throw new IOException("no space left on device");
            }
            dumpedTo = path;
            return path + "!";
        }
    }
}
