package org.ttflight.jconsole;

import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.util.List;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTabbedPane;
import javax.swing.SwingConstants;

/** The tab: all views, or a line that says why there is nothing to see. On the Swing thread. */
final class TenstorrentPanel extends JPanel {
    static final String NO_DAEMON =
            "No Tenstorrent beans here: connect to the JVM of the tt-flight daemon.";
    static final String NO_DEVICE = "The daemon knows no device yet.";

    private static final long serialVersionUID = 1;
    private static final String VIEWS = "views";
    private static final String TEXT = "text";

    private final transient List<View> views;
    private final JLabel text = new JLabel(NO_DAEMON, SwingConstants.CENTER);
    private final CardLayout cards = new CardLayout();
    private final JPanel middle = new JPanel(cards);

    TenstorrentPanel(List<View> views) {
        super(new BorderLayout());
        this.views = views;
        JTabbedPane tabs = new JTabbedPane();
        for (View view : views) {
            tabs.addTab(view.title(), view.component());
        }
        middle.add(text, TEXT);
        middle.add(tabs, VIEWS);
        add(middle);
    }

    /** Shows what was read. */
    void show(Readout now) {
        views.forEach(view -> view.show(now));
        cards.show(middle, VIEWS);
    }

    /** Shows a line instead of the views. */
    void showText(String line) {
        views.forEach(view -> view.showNothing(line));
        text.setText(line);
        cards.show(middle, TEXT);
    }

    String text() {
        return text.isVisible() ? text.getText() : "";
    }
}
