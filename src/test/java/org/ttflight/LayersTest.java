package org.ttflight;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who may use whom. A new package needs a row, a new arrow needs a reason; the table also stands in
 * docs/RATIONALE.md.
 */
class LayersTest {
    private static final String ROOT = "org.ttflight.";

    private static final String GSON = "com.google.gson..";
    private static final String JLINE = "org.jline..";
    private static final String JUNIXSOCKET = "org.newsclub.net.unix..";
    private static final String PICOCLI = "picocli..";

    /** What a package may use: those of ours by their last name, those of others by pattern. */
    private static final Map<String, Set<String>> TABLE =
            Map.ofEntries(
                    Map.entry("wire", Set.of()),
                    Map.entry("ledger", Set.of()),
                    Map.entry("ingest", Set.of("wire", "ledger", JUNIXSOCKET)),
                    Map.entry("shm", Set.of("ledger", "host")),
                    Map.entry("host", Set.of()),
                    Map.entry("report", Set.of()),
                    Map.entry("snapshot", Set.of("ledger", "host", "report", GSON)),
                    Map.entry("jfr", Set.of("ledger", "host", "snapshot")),
                    Map.entry(
                            "jmx",
                            Set.of("ledger", "host", "snapshot", "report", "history", "ingest")),
                    Map.entry("history", Set.of("ledger", "host", "snapshot", GSON)),
                    Map.entry("leak", Set.of("ledger", "host", "snapshot", GSON)),
                    Map.entry("recording", Set.of("ledger", "host", "snapshot", GSON)),
                    Map.entry("incident", Set.of("ledger", "host", "snapshot", GSON)),
                    Map.entry("page", Set.of("recording", GSON)),
                    Map.entry(
                            "replay",
                            Set.of(
                                    "recording",
                                    "ledger",
                                    "host",
                                    "report",
                                    "snapshot",
                                    "history",
                                    "ingest",
                                    "jmx")),
                    Map.entry("prometheus", Set.of("jmx")),
                    Map.entry("client", Set.of("wire")),
                    Map.entry(
                            "inprocess",
                            Set.of(
                                    "client",
                                    "wire",
                                    "ledger",
                                    "host",
                                    "report",
                                    "snapshot",
                                    "ingest",
                                    "jfr",
                                    "jmx")),
                    Map.entry("fakehost", Set.of()),
                    Map.entry("screen", Set.of("snapshot", "history", "leak")),
                    Map.entry("watch", Set.of("screen", "snapshot", "history", JLINE)),
                    Map.entry("query", Set.of("snapshot")),
                    Map.entry("vendor", Set.of("snapshot", "host", GSON)),
                    Map.entry("doctor", Set.of("snapshot", "host", "shm", GSON)),
                    Map.entry(
                            "cli",
                            Set.of(
                                    "screen",
                                    "watch",
                                    "query",
                                    "vendor",
                                    "doctor",
                                    "history",
                                    "leak",
                                    "recording",
                                    "incident",
                                    "page",
                                    "replay",
                                    "snapshot",
                                    "client",
                                    "host",
                                    "shm",
                                    "report",
                                    "ledger",
                                    "fakehost",
                                    GSON,
                                    PICOCLI)),
                    Map.entry(
                            "daemon",
                            Set.of(
                                    "wire",
                                    "ledger",
                                    "ingest",
                                    "shm",
                                    "host",
                                    "report",
                                    "snapshot",
                                    "jfr",
                                    "jmx",
                                    "history",
                                    "leak",
                                    "recording",
                                    "incident",
                                    "prometheus",
                                    "client",
                                    PICOCLI)));

    /** The language, the nullness annotations, and the platform. */
    private static final List<String> ANYBODY =
            List.of("java..", "javax..", "jdk..", "org.jspecify.annotations");

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.ttflight");

    static Stream<String> packages() {
        return TABLE.keySet().stream().sorted();
    }

    private static ArchRule rule(String name, Set<String> mayUse) {
        List<String> patterns = new ArrayList<>(ANYBODY);
        patterns.add(pattern(name));
        for (String other : mayUse) {
            patterns.add(pattern(other));
        }
        return classes()
                .that()
                .resideInAPackage(pattern(name))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(patterns.toArray(new String[0]))
                .allowEmptyShould(true);
    }

    private static String pattern(String name) {
        return name.contains("..") ? name : ROOT + name + "..";
    }

    /** The last name of one of our packages, or the pattern of others'; empty for the platform. */
    private static String nameOf(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        if (name.startsWith(ROOT)) {
            return name.substring(ROOT.length()).split("\\.", 2)[0];
        }
        for (String library : List.of(GSON, JLINE, JUNIXSOCKET, PICOCLI)) {
            if (name.startsWith(library.substring(0, library.length() - 2))) {
                return library;
            }
        }
        return "";
    }

    /** All arrows that the code has, from each package. */
    private static Map<String, Set<String>> arrows() {
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            Set<String> targets = arrows.computeIfAbsent(nameOf(type), key -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                targets.add(nameOf(dependency.getTargetClass()));
            }
        }
        arrows.forEach((from, targets) -> targets.removeAll(Set.of(from, "")));
        return arrows;
    }

    static Stream<Arguments> usedArrows() {
        return arrows().entrySet().stream()
                .flatMap(
                        from ->
                                from.getValue().stream()
                                        .map(to -> Arguments.of(from.getKey(), to)));
    }

    @ParameterizedTest
    @MethodSource("packages")
    void shouldUseOnlyWhatTheTableAllows(String name) {
        rule(name, TABLE.getOrDefault(name, Set.of())).check(CLASSES);
    }

    @Test
    void shouldHaveARowForEveryPackage() {
        Set<String> found = new TreeSet<>(arrows().keySet());
        assertTrue(
                found.containsAll(Set.of("wire", "ledger", "ingest", "daemon")), found::toString);
        found.removeAll(TABLE.keySet());
        assertEquals(Set.of(), found);
    }

    /** The proof that the rule bites: without any one of the arrows in use, it fails. */
    @ParameterizedTest(name = "{0} without {1}")
    @MethodSource("usedArrows")
    void shouldFailOnAnArrowThatIsNotInTheTable(String from, String to) {
        Set<String> less = new TreeSet<>(TABLE.getOrDefault(from, Set.of()));
        less.remove(to);
        assertTrue(rule(from, less).evaluate(CLASSES).hasViolation());
    }

    @Test
    void shouldHaveNoCircles() {
        Map<String, Set<String>> left = new TreeMap<>(TABLE);
        while (left.values().removeIf(uses -> uses.stream().noneMatch(left::containsKey))) {
            // Whoever uses nobody that is left can go.
        }
        assertEquals(Map.of(), left);
    }

    @Test
    void shouldKeepTheWireToBuffers() {
        classes()
                .that()
                .resideInAPackage(pattern("wire"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        pattern("wire"),
                        "java.lang..",
                        "java.util..",
                        "java.nio",
                        "org.jspecify.annotations")
                .check(CLASSES);
    }

    @Test
    void shouldShowTheBeansNothingOfTheServerButItsCounters() {
        noClasses()
                .that()
                .resideInAPackage(pattern("jmx"))
                .should()
                .dependOnClassesThat(
                        JavaClass.Predicates.resideInAPackage(pattern("ingest"))
                                .and(
                                        DescribedPredicate.not(
                                                JavaClass.Predicates.simpleName("IngestCounters"))))
                .check(CLASSES);
    }
}
