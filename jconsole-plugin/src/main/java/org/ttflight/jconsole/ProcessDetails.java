package org.ttflight.jconsole;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import javax.management.MBeanServerConnection;
import javax.swing.JComboBox;
import javax.swing.JSplitPane;
import org.jspecify.annotations.Nullable;

/**
 * What the selected process holds by device and memory type, and its buffers. On the Swing thread.
 */
final class ProcessDetails {
    static final String NO_PROCESS = "Select a process above.";
    static final String LOADING = "Loading…";

    private final JComboBox<BufferRequest.Order> order =
            new JComboBox<>(BufferRequest.Order.values());
    private final TitledTable<ProcessLines.HoldingKey> holdings =
            new TitledTable<>("Memory of the process", ProcessLines.HOLDING_COLUMNS);
    private final TitledTable<BufferReading.Key> buffers =
            new TitledTable<>("Buffers of the process", BufferReading.COLUMNS, order);
    private final JSplitPane component =
            new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, holdings, buffers);
    private final BufferLoader loader;
    private final BooleanSupplier isVisible;
    private @Nullable ProcessReading process;
    private @Nullable BufferRequest shown;
    private @Nullable String problem;
    private Instant time = Instant.EPOCH;

    ProcessDetails() {
        loader = new BufferLoader(this::showBuffers);
        isVisible = () -> buffers.isShowing() && buffers.getHeight() > 0 && buffers.getWidth() > 0;
        arrange();
    }

    ProcessDetails(Executor background, Executor swing, BooleanSupplier isVisible) {
        loader = new BufferLoader(this::showBuffers, background, swing);
        this.isVisible = isVisible;
        arrange();
    }

    private void arrange() {
        component.setResizeWeight(0.5);
        component.setBorder(null);
        order.addActionListener(event -> ask());
        buffers.addHierarchyListener(event -> ask());
        showNothing(NO_PROCESS);
    }

    JSplitPane component() {
        return component;
    }

    /** Uses this connection from now on; none if null. Any thread. */
    void connect(@Nullable MBeanServerConnection connection) {
        loader.connect(connection);
    }

    /** Says why nothing can be asked, and lets what is shown look old; null if all is well. */
    void setProblem(@Nullable String why) {
        problem = why;
        holdings.table().setOld(why != null);
        buffers.table().setOld(why != null);
    }

    /** Shows a process of these. */
    void show(ProcessKey key, ProcessLines lines, Instant now) {
        time = now;
        ProcessReading found = lines.process(key);
        if (found == null) {
            showNothing("Process " + key.pid() + " is gone.");
            return;
        }
        process = found;
        String name = found.name() == null ? "" : " (" + found.name() + ")";
        holdings.setTitle("Memory of " + found.pid() + name);
        buffers.setTitle("Buffers of " + found.pid() + name);
        int claims = lines.claims(key);
        holdings.show(
                lines.holdings(key),
                claims > 1 ? "of all " + claims + " that claim this pid" : "",
                whyNoHoldings(found));
        ask();
    }

    private static String whyNoHoldings(ProcessReading process) {
        Long used = process.used();
        if (used == null) {
            return "Not known: " + process.tracking() + ".";
        }
        return used == 0 ? "It holds nothing." : "This daemon does not tell it by device.";
    }

    /** Shows no process, and why. */
    void showNothing(String why) {
        process = null;
        shown = null;
        holdings.setTitle("Memory by device");
        buffers.setTitle("Buffers");
        holdings.show(List.of(), "", why);
        buffers.show(List.of(), "", why);
        loader.want(null, time);
    }

    /** Asks for what is to be seen, if it is. */
    private void ask() {
        ProcessReading of = process;
        if (of == null || !isVisible.getAsBoolean()) {
            loader.want(null, time);
            return;
        }
        BufferRequest request =
                new BufferRequest(
                        ProcessKey.of(of), order.getItemAt(Math.max(0, order.getSelectedIndex())));
        String why = problem;
        if (!request.equals(shown)) {
            shown = request;
            buffers.show(List.of(), "", why == null ? LOADING : why);
        }
        loader.want(why == null ? request : null, time);
    }

    private void showBuffers(BufferRequest request, BufferRequest.Answer answer) {
        ProcessReading of = process;
        if (of != null && request.equals(shown)) {
            buffers.show(
                    answer.buffers().stream().map(BufferReading::line).toList(),
                    answer.hasMore() ? limited(request, of.buffers()) : "",
                    answer.why());
        }
    }

    private static String limited(BufferRequest request, @Nullable Long all) {
        String shown = "the " + BufferRequest.LIMIT + " " + request.order().word() + " of ";
        return all == null || all <= BufferRequest.LIMIT
                ? shown + "more"
                : shown + Cell.countText(all);
    }

    TitledTable<ProcessLines.HoldingKey> holdings() {
        return holdings;
    }

    TitledTable<BufferReading.Key> buffers() {
        return buffers;
    }

    JComboBox<BufferRequest.Order> order() {
        return order;
    }
}
