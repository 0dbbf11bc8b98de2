package org.ttflight.jconsole;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.Font;
import java.util.List;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;

/** A table with a line above it that says what it shows. On the Swing thread. */
final class TitledTable<K> extends JPanel {
    private static final long serialVersionUID = 1;

    /** That of a line with something at the right, so that tables side by side begin as high. */
    private static final int HEIGHT = new JComboBox<>(new String[] {"A"}).getPreferredSize().height;

    private final LineTableModel<K> model;
    private final CellTable<LineTableModel<K>> table;
    private final JLabel title = new JLabel(" ");
    private final JLabel note = new JLabel(" ");

    /**
     * @param name for those who cannot see it
     * @param extra what stands at the right of the title
     */
    TitledTable(String name, List<Column> columns, JComponent... extra) {
        super(new BorderLayout(0, 4));
        model = new LineTableModel<>(columns);
        table = new CellTable<>(model, columns, name);
        title.putClientProperty(CellTable.NO_HTML, true);
        title.setFont(title.getFont().deriveFont(Font.BOLD));
        JPanel top = new JPanel();
        top.setLayout(new BoxLayout(top, BoxLayout.LINE_AXIS));
        top.add(title);
        top.add(Box.createHorizontalStrut(12));
        top.add(note);
        top.add(Box.createHorizontalGlue());
        for (JComponent each : extra) {
            each.setMaximumSize(each.getPreferredSize());
            top.add(each);
        }
        top.add(Box.createRigidArea(new Dimension(0, HEIGHT)));
        setBorder(BorderFactory.createEmptyBorder(4, 0, 0, 0));
        add(top, BorderLayout.PAGE_START);
        add(table.inScrollPane());
    }

    void setTitle(String text) {
        title.setText(text);
    }

    /** Shows these lines, or says why there are none. */
    void show(List<Line<K>> lines, String noteText, String emptyText) {
        model.show(lines);
        note.setText(noteText.isEmpty() ? " " : noteText);
        table.setEmptyText(emptyText);
    }

    CellTable<LineTableModel<K>> table() {
        return table;
    }

    String note() {
        return note.getText().strip();
    }

    String title() {
        return title.getText().strip();
    }
}
