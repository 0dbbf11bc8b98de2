package org.ttflight.jconsole;

import java.awt.Dimension;
import java.awt.GridLayout;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import javax.swing.BorderFactory;
import javax.swing.JPanel;
import javax.swing.Scrollable;

/** Charts side by side, as large as there is room for; scrolls if they would get too flat. */
final class ChartGrid extends JPanel implements Scrollable {
    private static final long serialVersionUID = 1;
    private static final int GAP = 6;
    private static final int LEAST_WIDTH = 320;
    private static final int LEAST_HEIGHT = 150;

    private final GridLayout layout = new GridLayout(0, 1, GAP, GAP);
    private final transient List<ChartPane> panes = new ArrayList<>();

    ChartGrid() {
        setLayout(layout);
        setBorder(BorderFactory.createEmptyBorder(GAP, GAP, GAP, GAP));
    }

    /** Shows these charts, in the components of before as far as there are enough. */
    void show(List<ChartDrawing> drawings, boolean isStale) {
        while (panes.size() > drawings.size()) {
            remove(panes.remove(panes.size() - 1));
        }
        for (int at = 0; at < drawings.size(); at++) {
            if (at == panes.size()) {
                ChartPane pane = new ChartPane(drawings.get(at));
                panes.add(pane);
                add(pane);
            }
            panes.get(at).show(drawings.get(at), isStale);
        }
        arrange();
        repaint();
    }

    List<ChartPane> panes() {
        return List.copyOf(panes);
    }

    private void arrange() {
        int columns = columns();
        if (columns != layout.getColumns()) {
            layout.setColumns(columns);
        }
        revalidate();
    }

    private int columns() {
        int fitting = Math.max(1, getWidth() / LEAST_WIDTH);
        int wanted = panes.size() <= 1 ? 1 : panes.size() <= 4 ? 2 : 3;
        return Math.min(fitting, wanted);
    }

    @Override
    public void doLayout() {
        layout.setColumns(columns());
        super.doLayout();
    }

    @Override
    public Dimension getPreferredSize() {
        int rows = (panes.size() + columns() - 1) / columns();
        return new Dimension(LEAST_WIDTH, GAP + rows * (LEAST_HEIGHT + GAP));
    }

    @Override
    public Dimension getPreferredScrollableViewportSize() {
        return getPreferredSize();
    }

    @Override
    public int getScrollableUnitIncrement(Rectangle visible, int orientation, int direction) {
        return 20;
    }

    @Override
    public int getScrollableBlockIncrement(Rectangle visible, int orientation, int direction) {
        return LEAST_HEIGHT;
    }

    @Override
    public boolean getScrollableTracksViewportWidth() {
        return true;
    }

    @Override
    public boolean getScrollableTracksViewportHeight() {
        return getParent() != null && getParent().getHeight() > getPreferredSize().height;
    }
}
