package org.ttflight.jconsole;

import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.util.List;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.SwingConstants;

/** A table of devices and memory types, or a line that says why there is none. */
final class MemoryPanel extends JPanel {
    static final String NO_DAEMON =
            "No Tenstorrent beans here: connect to the JVM of the tt-flight daemon.";
    static final String NO_DEVICE = "The daemon knows no device yet.";

    private static final long serialVersionUID = 1;
    private static final String TABLE = "table";
    private static final String TEXT = "text";

    private final MemoryTableModel model = new MemoryTableModel();
    private final JLabel text = new JLabel(NO_DAEMON, SwingConstants.CENTER);
    private final CardLayout cards = new CardLayout();
    private final JPanel middle = new JPanel(cards);

    MemoryPanel() {
        super(new BorderLayout());
        JTable table = new JTable(model);
        table.setAutoCreateRowSorter(true);
        table.setFillsViewportHeight(true);
        middle.add(text, TEXT);
        middle.add(new JScrollPane(table), TABLE);
        add(middle);
    }

    /** Shows what was read. On the Swing thread. */
    void show(List<MemoryUse> rows) {
        model.show(rows);
        cards.show(middle, TABLE);
    }

    /** Shows a line instead of the table. On the Swing thread. */
    void showText(String line) {
        model.show(List.of());
        text.setText(line);
        cards.show(middle, TEXT);
    }

    MemoryTableModel model() {
        return model;
    }

    String text() {
        return text.isVisible() ? text.getText() : "";
    }
}
