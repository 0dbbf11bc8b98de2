package org.ttflight.screen;

/** A frame as wide as the view, filled from top to bottom. */
public final class Box {
    private final View view;
    private final StringBuilder out;

    public Box(View view, StringBuilder out) {
        this.view = view;
        this.out = out;
        out.append(view.glyphs().topRule(view.width())).append('\n');
    }

    public View view() {
        return view;
    }

    /** Returns how wide a line may be. */
    public int innerWidth() {
        return view.width() - 4;
    }

    public void rule() {
        out.append(view.glyphs().middleRule(view.width())).append('\n');
    }

    /**
     * Adds a line.
     *
     * @param width its display width, which the line itself does not tell if it is painted
     */
    public void line(String line, int width) {
        char side = view.glyphs().side();
        out.append(side).append(' ').append(line);
        out.append(" ".repeat(innerWidth() - width)).append(' ').append(side).append('\n');
    }

    /** Adds clean text, cut if it is too wide. */
    public void text(String text) {
        String fitting = DisplayWidth.cut(text, innerWidth(), view.glyphs().ellipsis());
        line(fitting, DisplayWidth.of(fitting));
    }

    /** Adds clean text with another one at the right end; the left one is cut if need be. */
    public void text(String left, String right) {
        int room = innerWidth() - right.length() - 1;
        String fitting = DisplayWidth.cut(left, room, view.glyphs().ellipsis());
        String gap = " ".repeat(room + 1 - DisplayWidth.of(fitting));
        line(view.paint(fitting, Style.BOLD) + gap + right, innerWidth());
    }

    public void close() {
        out.append(view.glyphs().bottomRule(view.width())).append('\n');
    }
}
