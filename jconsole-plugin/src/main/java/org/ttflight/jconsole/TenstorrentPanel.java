package org.ttflight.jconsole;

import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.FlowLayout;
import java.awt.event.HierarchyEvent;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import javax.management.MBeanServerConnection;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTabbedPane;
import javax.swing.SwingConstants;
import org.jspecify.annotations.Nullable;

/**
 * The tab: all views, or a line that says why there is nothing to see. Once there was something,
 * the line stands above it. On the Swing thread.
 */
final class TenstorrentPanel extends JPanel {
    static final String NO_DAEMON =
            "No Tenstorrent beans here: connect to the JVM of the tt-flight daemon.";
    static final String NO_DEVICE = "The daemon knows no device yet.";

    private static final System.Logger LOG = System.getLogger(TenstorrentPanel.class.getName());
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final long serialVersionUID = 1;
    private static final String VIEWS = "views";
    private static final String TEXT = "text";

    private final transient List<View> views;
    private final transient InstantSource clock;
    private final JLabel text = new JLabel(NO_DAEMON, SwingConstants.CENTER);
    private final JLabel banner = new JLabel(" ");
    private final CardLayout cards = new CardLayout();
    private final JPanel middle = new JPanel(cards);
    private final JTabbedPane tabs = new JTabbedPane();
    private final JButton csv = new JButton("Save CSV…");
    private final transient Export export;
    private @Nullable Instant lastReading;
    private @Nullable Instant problemTime;

    TenstorrentPanel(List<View> views) {
        this(views, InstantSource.system());
    }

    TenstorrentPanel(List<View> views, InstantSource clock) {
        super(new BorderLayout());
        this.views = views;
        this.clock = clock;
        this.export = new Export(new FileQuestions(this, this::tell), Background.swing(), clock);
        for (View view : views) {
            tabs.addTab(view.title(), view.component());
        }
        tabs.addChangeListener(event -> selected());
        JPanel live = new JPanel(new BorderLayout());
        live.add(bar(), BorderLayout.PAGE_START);
        live.add(tabs);
        middle.add(text, TEXT);
        middle.add(live, VIEWS);
        add(middle);
        addHierarchyListener(
                event -> {
                    if ((event.getChangeFlags() & HierarchyEvent.SHOWING_CHANGED) != 0) {
                        selected();
                    }
                });
    }

    /** Hands the connection to the views that ask by themselves. Any thread. Does not wait. */
    void connected(MBeanServerConnection connection) {
        for (View view : views) {
            if (view instanceof Subscriber subscriber) {
                subscriber.connected(connection);
            }
        }
    }

    /** Tells these views that there is no connection any more. Any thread. Does not wait. */
    void disconnected() {
        for (View view : views) {
            if (view instanceof Subscriber subscriber) {
                subscriber.disconnected();
            }
        }
    }

    private JComponent bar() {
        csv.setToolTipText("Save the figures of this view as a table");
        csv.addActionListener(event -> saveCurrent(Export::csv));
        JButton png = new JButton("Save PNG…");
        png.setToolTipText("Save this view as a picture");
        png.addActionListener(event -> saveCurrent(Export::png));
        JPanel buttons = new JPanel(new FlowLayout(FlowLayout.TRAILING, 6, 4));
        buttons.add(csv);
        buttons.add(png);
        banner.setBorder(BorderFactory.createEmptyBorder(0, 8, 0, 8));
        JPanel bar = new JPanel(new BorderLayout());
        bar.add(banner);
        bar.add(buttons, BorderLayout.LINE_END);
        return bar;
    }

    private void saveCurrent(BiConsumer<Export, View> how) {
        View view = current();
        if (view != null) {
            how.accept(export, view);
        }
    }

    private void selected() {
        View view = current();
        csv.setEnabled(view instanceof CsvSource);
        if (!isShowing()) {
            LOG.log(Level.DEBUG, "shows nothing");
        } else if (view != null) {
            String all = views.stream().map(View::title).collect(Collectors.joining(", "));
            LOG.log(Level.DEBUG, "shows {0} of {1}", view.title(), all);
        }
    }

    /** Returns the view in front; null if there is none. */
    @Nullable View current() {
        int at = tabs.getSelectedIndex();
        return at < 0 ? null : views.get(at);
    }

    /** Shows what was read. */
    void show(Readout now) {
        views.forEach(view -> view.show(now));
        boolean isFirst = lastReading == null;
        if (isFirst || problemTime != null) {
            problemTime = null;
            banner.setText(" ");
            cards.show(middle, VIEWS);
        }
        lastReading = now.time();
        if (isFirst) {
            selected();
        }
    }

    /** Shows a line: instead of the views, or above them if they have shown anything. */
    void showText(String line) {
        views.forEach(view -> view.showNothing(line));
        Instant since = problemTime;
        Instant read = lastReading;
        if (since == null) {
            since = clock.instant();
            problemTime = since;
        }
        if (read == null) {
            text.setText(line);
            cards.show(middle, TEXT);
        } else {
            banner.setForeground(Palette.current().bad());
            tell(line + " Since " + time(since) + "; the figures are of " + time(read) + ".");
        }
    }

    private static String time(Instant instant) {
        return TIME.format(instant.atZone(ZoneId.systemDefault()));
    }

    private void tell(String line) {
        if (problemTime == null) {
            banner.setForeground(Palette.current().text());
        }
        banner.setText(line);
        banner.setToolTipText(line);
    }

    /** Returns what is wrong; empty if nothing is. */
    String text() {
        if (lastReading == null) {
            return text.getText();
        }
        return problemTime == null ? "" : banner.getText();
    }
}
