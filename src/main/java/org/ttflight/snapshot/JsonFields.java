package org.ttflight.snapshot;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object, whose fields are asked for by name and type. What nobody asks for is passed
 * over; what is missing or of another type is an {@link IOException} that names it.
 *
 * <p>A tree of its own: Gson's tree and its object mapping load some hundred classes first, which a
 * command that a person waits for cannot afford.
 */
final class JsonFields {
    private final String path;
    private final Map<String, @Nullable Object> values;

    private JsonFields(String path, Map<String, @Nullable Object> values) {
        this.path = path;
        this.values = values;
    }

    static JsonFields parse(String text) throws IOException {
        return new JsonFields("", JsonParser.object(text));
    }

    Set<String> names() {
        return values.keySet();
    }

    String text(String name) throws IOException {
        return present(name, textOrNull(name));
    }

    @Nullable String textOrNull(String name) throws IOException {
        Object value = values.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw wrong(name, "a string");
    }

    /** Returns the text, or this one where there is none: an older daemon did not write it. */
    String textOr(String name, String absent) throws IOException {
        String text = textOrNull(name);
        return text == null ? absent : text;
    }

    /** Returns the texts of a list; none if there is no list. */
    List<String> textsOrNone(String name) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Object value : listOrNone(name)) {
            if (!(value instanceof String text)) {
                throw wrong(name, "a list of strings");
            }
            texts.add(text);
        }
        return texts;
    }

    long number(String name) throws IOException {
        return present(name, numberOrNull(name));
    }

    @Nullable Long numberOrNull(String name) throws IOException {
        Object value = values.get(name);
        if (value == null || value instanceof Long) {
            return (Long) value;
        }
        throw wrong(name, "a whole number");
    }

    int integer(String name) throws IOException {
        long value = number(name);
        if (value != (int) value) {
            throw wrong(name, "a number of 32 bits");
        }
        return (int) value;
    }

    int integerOr(String name, int absent) throws IOException {
        return values.get(name) == null ? absent : integer(name);
    }

    @Nullable Integer integerOrNull(String name) throws IOException {
        return values.get(name) == null ? null : Integer.valueOf(integer(name));
    }

    /** Returns the whole numbers of a list, null where one is unknown. */
    List<@Nullable Long> numbers(String name) throws IOException {
        present(name, values.get(name));
        List<@Nullable Long> numbers = new ArrayList<>();
        for (Object value : listOrNone(name)) {
            if (value != null && !(value instanceof Long)) {
                throw wrong(name, "a list of whole numbers");
            }
            numbers.add((Long) value);
        }
        return numbers;
    }

    double decimal(String name) throws IOException {
        return present(name, decimalOrNull(name));
    }

    @Nullable Double decimalOrNull(String name) throws IOException {
        Object value = values.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw wrong(name, "a number");
    }

    boolean flagOr(String name, boolean absent) throws IOException {
        return values.get(name) == null ? absent : flag(name);
    }

    @Nullable Boolean flagOrNull(String name) throws IOException {
        return values.get(name) == null ? null : Boolean.valueOf(flag(name));
    }

    boolean flag(String name) throws IOException {
        Object value = values.get(name);
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw value == null ? missing(name) : wrong(name, "true or false");
    }

    Instant time(String name) throws IOException {
        return present(name, timeOrNull(name));
    }

    @Nullable Instant timeOrNull(String name) throws IOException {
        String text = textOrNull(name);
        try {
            return text == null ? null : JsonTime.parse(text);
        } catch (DateTimeException e) {
            throw wrong(name, "a time such as 2026-11-21T14:30:45.123Z");
        }
    }

    JsonFields object(String name) throws IOException {
        return asObject(path + name, present(name, values.get(name)));
    }

    @Nullable JsonFields objectOrNull(String name) throws IOException {
        return values.get(name) == null ? null : object(name);
    }

    List<JsonFields> objects(String name) throws IOException {
        present(name, values.get(name));
        return objectsOrNone(name);
    }

    /** Returns the objects of a list; none if there is no list. */
    List<JsonFields> objectsOrNone(String name) throws IOException {
        List<?> list = listOrNone(name);
        List<JsonFields> objects = new ArrayList<>(list.size());
        for (Object value : list) {
            objects.add(asObject(path + name + "[" + objects.size() + "]", value));
        }
        return objects;
    }

    private List<?> listOrNone(String name) throws IOException {
        Object value = values.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw wrong(name, "a list");
    }

    @SuppressWarnings("unchecked") // the parser makes all maps there are
    private static JsonFields asObject(String path, @Nullable Object value) throws IOException {
        if (!(value instanceof Map)) {
            throw new IOException("the snapshot's " + path + " is not an object");
        }
        return new JsonFields(path + ".", (Map<String, @Nullable Object>) value);
    }

    private <T> T present(String name, @Nullable T value) throws IOException {
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    private IOException missing(String name) {
        return new IOException("the snapshot has no " + path + name);
    }

    private IOException wrong(String name, String expected) {
        return new IOException("the snapshot's " + path + name + " is not " + expected);
    }
}
