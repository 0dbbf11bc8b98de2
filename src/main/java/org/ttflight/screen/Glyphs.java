package org.ttflight.screen;

/** The characters that lines, bars and cuts are drawn with. */
public enum Glyphs {
    UTF_8("┌─┐│├┤└┘", '═', '█', '░', "…", '\ufffd', "≥", "°C"),
    ASCII("+-+|++++", '=', '#', '.', "...", '?', ">=", " C");

    private final String box;
    private final char heavy;
    private final char full;
    private final char empty;
    private final String ellipsis;
    private final char substitute;
    private final String atLeast;
    private final String degrees;

    Glyphs(
            String box,
            char heavy,
            char full,
            char empty,
            String ellipsis,
            char substitute,
            String atLeast,
            String degrees) {
        this.box = box;
        this.heavy = heavy;
        this.full = full;
        this.empty = empty;
        this.ellipsis = ellipsis;
        this.substitute = substitute;
        this.atLeast = atLeast;
        this.degrees = degrees;
    }

    public static Glyphs of(boolean isUtf8) {
        return isUtf8 ? UTF_8 : ASCII;
    }

    public String topRule(int width) {
        return rule(0, 2, width);
    }

    public String middleRule(int width) {
        return rule(4, 5, width);
    }

    public String bottomRule(int width) {
        return rule(6, 7, width);
    }

    private String rule(int left, int right, int width) {
        return box.charAt(left) + thinRule(width - 2) + box.charAt(right);
    }

    public String thinRule(int width) {
        return box.substring(1, 2).repeat(width);
    }

    public String heavyRule(int width) {
        return String.valueOf(heavy).repeat(width);
    }

    public char side() {
        return box.charAt(3);
    }

    public String ellipsis() {
        return ellipsis;
    }

    /** Returns what stands before a figure that may be too small. */
    public String atLeast() {
        return atLeast;
    }

    /** Returns what stands behind a temperature. */
    public String degrees() {
        return degrees;
    }

    /** Returns the text with temperatures written so. */
    String units(String text) {
        return text.replace("°C", degrees.strip());
    }

    /**
     * Returns a bar without its brackets.
     *
     * @param share how much of it is full; what is above 1 is shown as 1
     */
    public String bar(double share, int width) {
        int filled = (int) Math.max(0, Math.min(width, Math.floor(share * width)));
        return String.valueOf(full).repeat(filled) + String.valueOf(empty).repeat(width - filled);
    }

    /**
     * Returns a text that others chose, fit to be printed: a process may call itself anything, line
     * feeds and escape sequences included.
     */
    public String clean(String text) {
        if (DisplayWidth.isPrintableAscii(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            clean.appendCodePoint(isFine(point) ? point : substitute);
            at += Character.charCount(point);
        }
        return clean.toString();
    }

    private boolean isFine(int point) {
        return point < 0x7f ? point >= ' ' : this != ASCII && DisplayWidth.isPrintable(point);
    }
}
