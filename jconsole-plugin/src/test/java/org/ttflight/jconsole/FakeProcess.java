package org.ttflight.jconsole;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;

/** A process bean of a daemon's shape, without its classes. */
public final class FakeProcess implements FakeProcessMXBean {
    static final String REPORTS = "reports every buffer";

    private final List<BufferRow> buffers;
    private final @Nullable String whyUnknown;
    final AtomicInteger asked = new AtomicInteger();
    final AtomicBoolean wasSwingThread = new AtomicBoolean();

    /** A row as the daemon lists it. */
    public record BufferRow(
            int pid,
            int device,
            String memory,
            String address,
            long bytes,
            String allocated,
            long ageMillis,
            long references) {}

    private FakeProcess(List<BufferRow> buffers, @Nullable String whyUnknown) {
        this.buffers = buffers;
        this.whyUnknown = whyUnknown;
    }

    static FakeProcess holding(BufferRow... buffers) {
        return new FakeProcess(List.of(buffers), null);
    }

    static FakeProcess unknown(String why) {
        return new FakeProcess(List.of(), why);
    }

    /** The older, the smaller. */
    static BufferRow buffer(int number) {
        return new BufferRow(
                10,
                number % 4,
                "DRAM",
                "0x" + Integer.toHexString(number),
                1000L + number,
                Readings.NOW.plusSeconds(number).toString(),
                1000L * (10_000 - number),
                1);
    }

    static FakeProcess holding(int count) {
        BufferRow[] rows = new BufferRow[count];
        Arrays.setAll(rows, FakeProcess::buffer);
        return holding(rows);
    }

    void register(MBeanServer server, String rest) throws JMException {
        server.registerMBean(
                new StandardMBean(this, FakeProcessMXBean.class, true),
                new ObjectName("tenstorrent:type=Process,pid=" + rest));
    }

    @Override
    public @Nullable Long getBuffers() {
        return whyUnknown == null ? Long.valueOf(buffers.size()) : null;
    }

    @Override
    public String getTrackingDescription() {
        return whyUnknown == null ? REPORTS : whyUnknown;
    }

    private BufferRow[] list(Comparator<BufferRow> order, int limit) {
        asked.incrementAndGet();
        if (SwingUtilities.isEventDispatchThread()) {
            wasSwingThread.set(true);
        }
        return buffers.stream().sorted(order).limit(limit).toArray(BufferRow[]::new);
    }

    @Override
    public BufferRow[] listBuffers(int limit) {
        return list(Comparator.comparing(BufferRow::bytes).reversed(), limit);
    }

    @Override
    public BufferRow[] oldestBuffers(int limit) {
        return list(Comparator.comparing(BufferRow::allocated), limit);
    }
}
