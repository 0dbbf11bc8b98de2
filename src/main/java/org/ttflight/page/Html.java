package org.ttflight.page;

import java.util.List;

/** Text of a page. What comes from outside goes through {@link #escape}. Not thread-safe. */
final class Html {
    private static final char SUBSTITUTE = '\ufffd';

    private final StringBuilder text = new StringBuilder(1 << 16);

    /** Adds what is HTML already. */
    Html add(String html) {
        text.append(html).append('\n');
        return this;
    }

    /** Opens a section; {@link #end} closes it. */
    Html section(String id, String title) {
        return add("<section id=\"" + id + "\">").add("<h2>" + escape(title) + "</h2>");
    }

    Html end() {
        return add("</section>");
    }

    Html paragraph(String plain) {
        return add("<p>" + escape(plain) + "</p>");
    }

    /**
     * Adds a table.
     *
     * @param heads plain; one that begins with {@code #} is of numbers
     * @param rows cells that are HTML already
     */
    Html table(String caption, List<String> heads, List<List<String>> rows) {
        add("<div class=\"scroll\"><table>");
        if (!caption.isEmpty()) {
            add("<caption>" + escape(caption) + "</caption>");
        }
        StringBuilder head = new StringBuilder("<thead><tr>");
        for (String name : heads) {
            boolean isNumber = name.startsWith("#");
            head.append(isNumber ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">")
                    .append(escape(isNumber ? name.substring(1) : name))
                    .append("</th>");
        }
        add(head + "</tr></thead><tbody>");
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("<tr>");
            for (int at = 0; at < row.size(); at++) {
                boolean isNumber = heads.get(at).startsWith("#");
                line.append(isNumber ? "<td class=\"n\">" : "<td>")
                        .append(row.get(at))
                        .append("</td>");
            }
            add(line + "</tr>");
        }
        return add("</tbody></table></div>");
    }

    /** Adds the place of a chart. */
    Html chart(Chart chart) {
        return add("<figure class=\"chart\"><figcaption>" + escape(chart.title()) + "</figcaption>")
                .add(
                        "<div class=\"canvas\"><canvas id=\""
                                + chart.id()
                                + "\" role=\"img\" aria-label=\""
                                + escape(chart.title())
                                + " over time; the tables have the figures\"></canvas></div></figure>");
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /**
     * Returns plain text as HTML; what would change the order or the look of others is replaced.
     */
    static String escape(String plain) {
        StringBuilder escaped = new StringBuilder(plain.length() + 16);
        for (int at = 0; at < plain.length(); ) {
            int point = plain.codePointAt(at);
            at += Character.charCount(point);
            switch (point) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isFine(point) ? point : SUBSTITUTE);
            }
        }
        return escaped.toString();
    }

    private static boolean isFine(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }

    /** Returns JSON that cannot end the script it stands in. */
    static String jsonInScript(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    /** Returns a bar that shows a share of 0 to 1, for those who can see. */
    static String bar(double share) {
        long width = Math.round(100 * Math.max(0, Math.min(1, share)));
        return "<svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\""
                + " aria-hidden=\"true\"><rect class=\"all\" width=\"100\" height=\"8\"/>"
                + "<rect class=\""
                + (share >= 0.9 ? "part full" : "part")
                + "\" width=\""
                + width
                + "\" height=\"8\"/></svg>";
    }
}
