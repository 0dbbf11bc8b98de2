package org.ttflight.snapshot;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object, whose fields are asked for by name and type. What nobody asks for is passed
 * over; what is missing or of another type is an {@link IOException} that names it.
 *
 * <p>A tree of its own, over Gson's streaming reader: Gson's tree and its object mapping load some
 * hundred classes first, which a command that a user waits for cannot afford.
 */
final class JsonFields {
    private final String path;
    private final Map<String, @Nullable Object> values;

    private JsonFields(String path, Map<String, @Nullable Object> values) {
        this.path = path;
        this.values = values;
    }

    static JsonFields parse(String text) throws IOException {
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            if (reader.peek() != JsonToken.BEGIN_OBJECT) {
                throw new IOException("the answer is not a JSON object");
            }
            JsonFields fields = new JsonFields("", readObject(reader));
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new IOException("the answer goes on after its end");
            }
            return fields;
        } catch (EOFException e) {
            throw new IOException(
                    text.isEmpty() ? "the answer is empty" : "the answer ends in the middle", e);
        } catch (MalformedJsonException | NumberFormatException e) {
            throw new IOException("the answer is not JSON: " + firstLine(e), e);
        }
    }

    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static Map<String, @Nullable Object> readObject(JsonReader reader) throws IOException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            values.put(reader.nextName(), readValue(reader));
        }
        reader.endObject();
        return values;
    }

    private static @Nullable Object readValue(JsonReader reader) throws IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> readObject(reader);
            case BEGIN_ARRAY -> readArray(reader);
            case NUMBER -> readNumber(reader);
            case BOOLEAN -> reader.nextBoolean();
            case NULL -> {
                reader.nextNull();
                yield null;
            }
            default -> reader.nextString();
        };
    }

    private static List<@Nullable Object> readArray(JsonReader reader) throws IOException {
        List<@Nullable Object> values = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            values.add(readValue(reader));
        }
        reader.endArray();
        return values;
    }

    private static Number readNumber(JsonReader reader) throws IOException {
        String number = reader.nextString();
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException e) {
            return Double.parseDouble(number);
        }
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
            return text == null ? null : Instant.parse(text);
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

    @SuppressWarnings("unchecked") // readObject makes all maps there are
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
