package org.ttflight.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sentences below the tables. Devices of which the same is to be said share one. */
final class Notes {
    /** So many sentences of one kind are shown; the rest is counted. */
    static final int LIMIT = 6;

    private static final String INDENT = "  ";

    private final StringBuilder out;
    private final int width;
    private final Groups<Integer> devices = new Groups<>();
    private final List<String> sentences = new ArrayList<>();

    /** Appends to this, in lines no wider than that. */
    Notes(StringBuilder out, int width) {
        this.out = out;
        this.width = width;
    }

    /** Says something of all of one kind; clean text. */
    void say(String sentence) {
        sentences.add(sentence);
    }

    /**
     * Says something of a device.
     *
     * @param text clean text; it follows {@code Device N: }
     */
    void device(int ordinal, String text) {
        devices.add(text, ordinal);
    }

    /** Ends a kind: what was said of it is written. */
    void end() {
        for (Map.Entry<String, List<Integer>> about : devices.all()) {
            sentences.add("Device " + OrdinalRanges.of(about.getValue()) + ": " + about.getKey());
        }
        devices.clear();
        int shown = sentences.size() > LIMIT ? LIMIT - 1 : sentences.size();
        for (String sentence : sentences.subList(0, shown)) {
            Paragraph.append(out, sentence, width, INDENT);
        }
        if (sentences.size() > shown) {
            int more = sentences.size() - shown;
            Paragraph.append(out, "  and " + more + " more like these; --json has all.", width);
        }
        sentences.clear();
    }
}
