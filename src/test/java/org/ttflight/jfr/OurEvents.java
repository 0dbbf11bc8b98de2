package org.ttflight.jfr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Relational;
import jdk.jfr.ValueDescriptor;

/** Every event class of the package, found by looking, so that no list can be forgotten. */
final class OurEvents {
    private static final Set<String> OF_JFR =
            Set.of("startTime", "duration", "eventThread", "stackTrace");

    private OurEvents() {}

    static List<EventType> types() {
        try {
            Path classes =
                    Path.of(
                            BlackBox.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            try (Stream<Path> files = Files.list(classes.resolve("org/ttflight/jfr"))) {
                return files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith("Event.class"))
                        .filter(name -> !name.equals("SampledEvent.class"))
                        .sorted()
                        .map(name -> type(name.substring(0, name.length() - ".class".length())))
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EventType type(String className) {
        try {
            return EventType.getEventType(
                    Class.forName("org.ttflight.jfr." + className).asSubclass(Event.class));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    static Set<String> names() {
        return types().stream()
                .map(EventType::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The fields that we declare, without those that every event has. */
    static List<ValueDescriptor> fields(EventType type) {
        return type.getFields().stream().filter(f -> !OF_JFR.contains(f.getName())).toList();
    }

    /** Whether a tool may follow the field from one event to another. */
    static boolean isRelated(ValueDescriptor field) {
        return field.getAnnotationElements().stream()
                .anyMatch(element -> element.getAnnotation(Relational.class) != null);
    }

    /** The directory of the whole checkout. */
    static Path checkout() {
        return Path.of(System.getProperty("basedir", ".")).resolve("..");
    }
}
