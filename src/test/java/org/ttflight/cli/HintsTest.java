package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ttflight.jmx.Names;
import org.ttflight.ledger.MemoryType;

class HintsTest {
    private static List<String> lines(int javaFeature) {
        return Hints.lines("bin/tt-flight", "", 812, javaFeature);
    }

    @ParameterizedTest
    @CsvSource({"17, false", "20, false", "21, true", "25, true"})
    void shouldShowTheViewWhereThereIsOne(int javaFeature, boolean isShown) {
        String text = String.join("\n", lines(javaFeature));
        assertEquals(isShown, text.contains("jcmd 812 JFR.view tenstorrent.DeviceMemory"), text);
        assertEquals(isShown, text.contains("as a table"), text);
    }

    @Test
    void shouldNameASocketThatIsNotTheUsualOne() {
        assertTrue(
                Hints.lines("bin/tt-flight", " --socket /run/x.sock", 812, 17)
                        .contains("  bin/tt-flight monitor --socket /run/x.sock"));
    }

    @Test
    void shouldNameTheBeansBeforeTheProgramThatShowsThem() {
        String text = String.join("\n", lines(17));
        int jconsole = text.indexOf("  jconsole 812");
        for (Object bean :
                List.of(
                        Names.SERVER,
                        Names.device(0),
                        Names.deviceMemory(0, MemoryType.DRAM),
                        "tenstorrent:type=Process,pid=")) {
            int at = text.indexOf(bean.toString());
            assertTrue(at > 0 && at < jconsole, text);
        }
    }
}
