package org.ttflight.watch;

import java.util.ArrayList;
import java.util.List;
import org.ttflight.screen.View;

/** What the keys do. */
final class HelpPage {
    private static final int KEYS = 16;

    private static final String[][] HELP = {
        {"1 2 3 4 5", "devices, charts, telemetry, processes, buffers"},
        {"Up Down, k j", "move; also PgUp PgDn Home End, g G"},
        {"Enter", "on a process: its buffers; on a device: its charts"},
        {"Esc", "back: clears the filter, the process, the device; then ends"},
        {"p, blank", "pause: what is shown stays as it is"},
        {"d, a", "the next device only; all devices and processes again"},
        {"/ or f", "show only what contains a text; Enter keeps it, Esc clears it"},
        {"s, S or r", "sort by the next column; the other way round"},
        {"[ ]", "charts: less or more time; also Right and Left"},
        {"+ -", "ask less or more often"},
        {"Ctrl-L", "draw everything anew"},
        {"Ctrl-Z", "stop for a while; fg in the shell goes on"},
        {"h, ?, F1", "this help; any key but those that move leaves it"},
        {"q, Ctrl-C", "end"},
        {"", ""},
        {"N/A", "nobody knows; a 0 was counted"},
        {"*", "from shared memory: totals only, no single buffers"},
        {">=", "at least: some process does not tell what it holds"},
        {"charts", "blank where nothing was known"},
        {"in a replay", "p stops it, + - are its speed, Left Right go a minute"},
    };

    private HelpPage() {}

    static Body draw(View view) {
        List<String> lines = new ArrayList<>();
        for (String[] help : HELP) {
            String key = help[0].startsWith(">=") ? view.glyphs().atLeast() : help[0];
            List<String> text = Lines.wrapped(help[1], view.width() - KEYS - 2);
            for (int at = 0; at < text.size(); at++) {
                String label = at == 0 ? key : "";
                lines.add(("  " + Lines.pad(label, KEYS) + text.get(at)).stripTrailing());
            }
        }
        return Body.text(lines);
    }
}
