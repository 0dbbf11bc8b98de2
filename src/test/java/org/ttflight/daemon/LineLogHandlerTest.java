package org.ttflight.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LineLogHandlerTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private List<String> published(LogRecord record) {
        try (LineLog log = new LineLog(bytes)) {
            Handler handler = new LineLogHandler(log);
            handler.publish(record);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void shouldWriteAWarningAsOneLine() {
        LogRecord record = new LogRecord(Level.WARNING, "Process {0}: {1}");
        record.setParameters(new Object[] {"42", "odd"});
        List<String> lines = published(record);
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(
                lines.get(0).matches("\\d{4}-\\d\\d-\\d\\d [0-9:.]{12} WARNING Process 42: odd"),
                lines::toString);
    }

    @Test
    void shouldWriteTheStackBelow() {
        LogRecord record = new LogRecord(Level.SEVERE, "A bug");
        record.setThrown(new IllegalStateException("why"));
        List<String> lines = published(record);
        assertTrue(lines.get(0).endsWith("SEVERE A bug"), lines::toString);
        assertEquals("java.lang.IllegalStateException: why", lines.get(1));
        assertTrue(lines.get(2).startsWith("\tat "), lines::toString);
    }
}
