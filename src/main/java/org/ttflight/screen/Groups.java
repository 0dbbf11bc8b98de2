package org.ttflight.screen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists by key, in the order in which the keys came. Made without lambdas: they start slowly. */
final class Groups<T> {
    private final Map<String, List<T>> groups = new LinkedHashMap<>();

    void add(String key, T member) {
        List<T> group = groups.get(key);
        if (group == null) {
            group = new ArrayList<>();
            groups.put(key, group);
        }
        group.add(member);
    }

    Set<Map.Entry<String, List<T>>> all() {
        return groups.entrySet();
    }

    void clear() {
        groups.clear();
    }
}
