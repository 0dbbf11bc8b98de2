package org.ttflight.jmx;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import org.jspecify.annotations.Nullable;

/** Builds what a notification carries: named values of simple types, each with its description. */
final class Payload {
    private final Map<String, OpenType<?>> types = new LinkedHashMap<>();
    private final Map<String, String> descriptions = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    Payload put(String key, @Nullable String value, String description) {
        return put(key, SimpleType.STRING, value, description);
    }

    Payload put(String key, @Nullable Long value, String description) {
        return put(key, SimpleType.LONG, value, description);
    }

    Payload put(String key, int value, String description) {
        return put(key, SimpleType.INTEGER, value, description);
    }

    Payload put(String key, boolean value, String description) {
        return put(key, SimpleType.BOOLEAN, value, description);
    }

    private Payload put(String key, OpenType<?> type, @Nullable Object value, String description) {
        types.put(key, type);
        descriptions.put(key, description);
        values.put(key, value);
        return this;
    }

    CompositeData build(String name, String description) {
        String[] keys = types.keySet().toArray(String[]::new);
        try {
            CompositeType type =
                    new CompositeType(
                            name,
                            description,
                            keys,
                            descriptions.values().toArray(String[]::new),
                            types.values().toArray(OpenType<?>[]::new));
            return new CompositeDataSupport(type, values);
        } catch (OpenDataException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
