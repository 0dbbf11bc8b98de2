package org.ttflight.query;

import java.math.BigDecimal;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Rows as CSV. What is unknown is {@code N/A}. */
public final class Csv {
    private static final String UNKNOWN = "N/A";
    private static final String SPECIAL = ",\"\n\r";

    private Csv() {}

    /** Returns the line with the names. */
    public static <R> String header(List<Field<R>> fields, CsvFormat format) {
        StringJoiner line = new StringJoiner(",", "", "\n");
        for (Field<R> field : fields) {
            line.add(quoted(field.heading(format.hasUnits())));
        }
        return line.toString();
    }

    /** Returns a line for each row. */
    public static <R> String rows(List<R> rows, List<Field<R>> fields, CsvFormat format) {
        StringBuilder lines = new StringBuilder();
        for (R row : rows) {
            StringJoiner line = new StringJoiner(",", "", "\n");
            for (Field<R> field : fields) {
                Object value = field.value().apply(row);
                boolean hasUnit = value != null && format.hasUnits() && !field.unit().isEmpty();
                line.add(quoted(text(value) + (hasUnit ? " " + field.unit() : "")));
            }
            lines.append(line);
        }
        return lines.toString();
    }

    /** Numbers have no exponent, and no fraction that says nothing. */
    private static String text(@Nullable Object value) {
        if (value == null) {
            return UNKNOWN;
        }
        if (value instanceof Double number) {
            if (!Double.isFinite(number)) {
                return UNKNOWN;
            }
            BigDecimal decimal = BigDecimal.valueOf(number).stripTrailingZeros();
            return decimal.signum() == 0 ? "0" : decimal.toPlainString();
        }
        return value.toString();
    }

    private static String quoted(String value) {
        String clean = clean(value);
        boolean isQuoted =
                clean.chars().anyMatch(c -> SPECIAL.indexOf(c) >= 0)
                        || clean.startsWith(" ")
                        || clean.endsWith(" ");
        return isQuoted ? "\"" + clean.replace("\"", "\"\"") + "\"" : clean;
    }

    /**
     * A process may call itself anything: what moves a cursor or ends a line is replaced, so that a
     * row stays a line and does no harm on a terminal.
     */
    private static String clean(String value) {
        StringBuilder clean = new StringBuilder(value.length());
        value.codePoints()
                .forEach(point -> clean.appendCodePoint(isPrintable(point) ? point : '\ufffd'));
        return clean.toString();
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
