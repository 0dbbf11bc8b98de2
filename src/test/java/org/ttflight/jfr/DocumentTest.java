package org.ttflight.jfr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.EventType;
import jdk.jfr.ValueDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/JFR.md lists each event and each field, and no others. */
class DocumentTest {
    private static final Pattern HEADING = Pattern.compile("(?m)^### (tenstorrent\\.\\w+)$");
    private static final Pattern FIELD = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

    static List<EventType> types() {
        return OurEvents.types();
    }

    private static String document() throws IOException {
        return Files.readString(OurEvents.checkout().resolve("docs/JFR.md"));
    }

    @Test
    void shouldListTheEvents() throws IOException {
        Set<String> headings = new TreeSet<>();
        Matcher matcher = HEADING.matcher(document());
        while (matcher.find()) {
            headings.add(matcher.group(1));
        }
        assertEquals(OurEvents.names(), headings);
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldListTheFieldsAndSayWhatTheyAre(EventType type) throws IOException {
        String document = document();
        int start = document.indexOf("### " + type.getName() + "\n");
        assertTrue(start >= 0, type.getName());
        int end = document.indexOf("\n### ", start);
        String section = document.substring(start, end < 0 ? document.length() : end);
        assertTrue(section.contains("\n\n" + type.getDescription() + ".\n"), type.getName());
        List<String> listed = new ArrayList<>();
        Matcher matcher = FIELD.matcher(section);
        while (matcher.find()) {
            listed.add(matcher.group(1));
        }
        List<String> has = new ArrayList<>();
        for (ValueDescriptor field : OurEvents.fields(type)) {
            has.add(field.getName());
            String description = field.getDescription();
            String meaning =
                    field.getLabel() + (description == null ? "" : ": " + description) + " |";
            assertTrue(section.contains("| " + meaning), type.getName() + ": " + meaning);
        }
        assertEquals(has, listed);
    }
}
