package org.ttflight.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All fields of one kind of row. Immutable.
 *
 * @param option what asks for them, such as {@code --query-device}
 */
public record Catalogue<R>(String option, List<Field<R>> fields) {
    /** What can be asked of a device. */
    public static final Catalogue<DeviceRow> DEVICES =
            new Catalogue<>("--query-device", DeviceFields.all());

    /** What can be asked of a process. */
    public static final Catalogue<ProcessRow> PROCESSES =
            new Catalogue<>("--query-process", ProcessFields.all());

    private static final int MOST_HINTS = 5;

    /**
     * Returns the fields with these names, in this order.
     *
     * @param names separated by commas; {@code all} or {@code *} for all there are
     * @throws IllegalArgumentException if there is no such field; the message names those that are
     *     near
     */
    public List<Field<R>> parse(String names) {
        Map<String, Field<R>> byName = new LinkedHashMap<>();
        for (Field<R> field : fields) {
            byName.put(field.name(), field);
        }
        List<Field<R>> wanted = new ArrayList<>();
        for (String word : names.split(",", -1)) {
            String name = word.strip().toLowerCase(Locale.ROOT);
            Field<R> field = byName.get(name);
            if (field != null) {
                wanted.add(field);
            } else if (name.equals("all") || name.equals("*")) {
                wanted.addAll(fields);
            } else {
                throw new IllegalArgumentException(
                        option + " has no field '" + word.strip() + "'" + hint(name));
            }
        }
        return wanted;
    }

    private String hint(String name) {
        List<String> near =
                fields.stream()
                        .map(Field::name)
                        .filter(known -> isNear(name, known))
                        .sorted(Comparator.comparingInt(known -> distance(name, known)))
                        .limit(MOST_HINTS)
                        .toList();
        return near.isEmpty()
                ? "; --help-query lists all"
                : "; near are " + String.join(", ", near);
    }

    private static boolean isNear(String name, String known) {
        if (name.length() < 2) {
            return false;
        }
        List<String> parts = List.of(known.split("[._]", -1));
        boolean hasItsParts = parts.containsAll(List.of(name.split("[._]", -1)));
        return hasItsParts
                || known.contains(name)
                || distance(name, known) <= 1 + name.length() / 3;
    }

    /** How many letters must be put in, taken out or changed to make one of the other. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int at = 0; at < row.length; at++) {
            row[at] = at;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                int best = Math.min(diagonal + change, Math.min(row[j], row[j - 1]) + 1);
                diagonal = row[j];
                row[j] = best;
            }
        }
        return row[other.length()];
    }

    /** Returns a line for each field: its name, its unit and what it means. */
    public String help() {
        StringBuilder text = new StringBuilder();
        int width = fields.stream().mapToInt(field -> field.heading(true).length()).max().orElse(0);
        for (Field<R> field : fields) {
            String heading = field.heading(true);
            text.append("  ")
                    .append(heading)
                    .append(" ".repeat(width - heading.length() + 2))
                    .append(field.meaning())
                    .append('\n');
        }
        return text.toString();
    }
}
