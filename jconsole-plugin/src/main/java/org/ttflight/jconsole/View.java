package org.ttflight.jconsole;

import javax.swing.JComponent;

/** One of the views in the tab. All methods on the Swing thread. */
interface View {
    /** Returns what stands on its tab. */
    String title();

    /** Returns the same component each time. */
    JComponent component();

    /** Shows what was read. */
    void show(Readout now);

    /** Shows nothing but why there is nothing to show; figures that are old must go, or look so. */
    void showNothing(String why);
}
