package org.ttflight.jconsole;

import java.util.List;
import javax.swing.JComponent;
import javax.swing.JScrollPane;
import javax.swing.JTable;

/** A table of devices and memory types. */
final class MemoryView implements View {
    private final MemoryTableModel model = new MemoryTableModel();
    private final JScrollPane component;

    MemoryView() {
        JTable table = new JTable(model);
        table.setAutoCreateRowSorter(true);
        table.setFillsViewportHeight(true);
        component = new JScrollPane(table);
    }

    @Override
    public String title() {
        return "Memory";
    }

    @Override
    public JComponent component() {
        return component;
    }

    @Override
    public void show(Readout now) {
        model.show(now.memory());
    }

    @Override
    public void showNothing(String why) {
        model.show(List.of());
    }

    MemoryTableModel model() {
        return model;
    }
}
