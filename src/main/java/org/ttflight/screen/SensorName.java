package org.ttflight.screen;

import java.util.Map;

/** What people call a reading. */
public final class SensorName {
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("aiclk", "AICLK"),
                    Map.entry("axiclk", "AXICLK"),
                    Map.entry("arcclk", "ARCCLK"),
                    Map.entry("linkSpeed", "PCIe lane speed"),
                    Map.entry("linkWidth", "PCIe lanes"),
                    Map.entry("thermalTrips", "thermal trips"),
                    Map.entry("aerCorrectable", "PCIe corrected"),
                    Map.entry("aerNonfatal", "PCIe non-fatal"),
                    Map.entry("aerFatal", "PCIe fatal"));

    private SensorName() {}

    /** Returns the name of a sensor of the document; of one that is not known here, its words. */
    public static String of(String sensor) {
        String known = NAMES.get(sensor);
        if (known != null) {
            return known;
        }
        StringBuilder words = new StringBuilder();
        for (int at = 0; at < sensor.length(); at++) {
            char c = sensor.charAt(at);
            words.append(Character.isUpperCase(c) ? " " : "");
            words.append(Character.toLowerCase(c));
        }
        return words.toString();
    }
}
