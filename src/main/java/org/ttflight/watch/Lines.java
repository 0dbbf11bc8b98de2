package org.ttflight.watch;

import java.util.ArrayList;
import java.util.List;
import org.ttflight.screen.DisplayWidth;
import org.ttflight.screen.Style;
import org.ttflight.screen.View;

/** Lines that may be painted. */
final class Lines {
    private static final char ESC = '\u001b';

    private Lines() {}

    /** Returns the columns that a line takes; its styles take none. */
    static int width(String line) {
        return line.indexOf(ESC) < 0 ? DisplayWidth.of(line) : DisplayWidth.of(plain(line));
    }

    /** Returns the line without its styles. */
    static String plain(String line) {
        StringBuilder plain = new StringBuilder(line.length());
        for (int at = 0; at < line.length(); at++) {
            if (line.charAt(at) == ESC) {
                at = line.indexOf('m', at);
            } else {
                plain.append(line.charAt(at));
            }
        }
        return plain.toString();
    }

    /** Returns clean text, cut if it is wider. */
    static String cut(String text, int width, View view) {
        return DisplayWidth.cut(text, Math.max(0, width), view.glyphs().ellipsis());
    }

    /** Returns a line with blanks behind it. */
    static String pad(String line, int width) {
        return line + " ".repeat(Math.max(0, width - width(line)));
    }

    static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - DisplayWidth.of(text))) + text;
    }

    /** Returns a line with the mark of a chosen row, or room for it. */
    static String row(String line, boolean isChosen, View view) {
        if (!isChosen) {
            return "  " + line;
        }
        String marked = pad("> " + line, view.width());
        return view.hasColour()
                ? Style.REVERSE.code()
                        + marked.replace(Style.RESET, Style.RESET + Style.REVERSE.code())
                        + Style.RESET
                : marked.stripTrailing();
    }

    /** Returns clean text in lines no wider than this, broken between words. */
    static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            String rest = word;
            int gap = line.isEmpty() ? 0 : 1;
            if (gap > 0 && DisplayWidth.of(line.toString()) + gap + DisplayWidth.of(rest) > width) {
                lines.add(line.toString());
                line.setLength(0);
                gap = 0;
            }
            while (gap == 0 && DisplayWidth.of(rest) > width) {
                String part = DisplayWidth.cut(rest, width, "");
                lines.add(part);
                rest = rest.substring(part.length());
            }
            line.append(gap == 0 ? "" : " ").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }
}
