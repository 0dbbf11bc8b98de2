package org.ttflight.screen;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.screen.FittingTable.Need;
import org.ttflight.snapshot.RegionState;

/** tt-metal's shared-memory files: what each claims, and whether it can be believed. */
final class SharedFiles {
    private final List<RegionState> regions;
    private final Instant now;
    private final Glyphs glyphs;

    private SharedFiles(List<RegionState> regions, Instant now, Glyphs glyphs) {
        this.regions = regions;
        this.now = now;
        this.glyphs = glyphs;
    }

    static void append(List<RegionState> regions, Instant now, View view, StringBuilder out) {
        out.append('\n');
        if (regions.isEmpty()) {
            out.append("No shared-memory files.\n");
            return;
        }
        String count = Amount.count(regions.size(), "shared-memory file", "shared-memory files");
        out.append(view.paint(count, Style.BOLD)).append('\n');
        Box box = new Box(view, out);
        new SharedFiles(regions, now, view.glyphs()).table().in(box.innerWidth()).draw(box);
        box.close();
    }

    private FittingTable table() {
        List<Cell> ids = new ArrayList<>();
        List<Cell> devices = new ArrayList<>();
        List<Cell> verdicts = new ArrayList<>();
        List<Cell> dram = new ArrayList<>();
        List<Cell> l1 = new ArrayList<>();
        List<Cell> slots = new ArrayList<>();
        List<Cell> ages = new ArrayList<>();
        List<Cell> versions = new ArrayList<>();
        List<Cell> details = new ArrayList<>();
        boolean isDetailed = false;
        for (RegionState region : regions) {
            Integer device = region.device();
            Instant update = region.lastUpdateTime();
            ids.add(Cell.of(glyphs.clean(region.id())));
            devices.add(Cell.of(device == null ? Amount.UNKNOWN : device.toString()));
            verdicts.add(verdict(region.verdict()));
            dram.add(Cell.of(Amount.bytes(sum(region.claimed(), Figures.DRAM))));
            l1.add(Cell.of(Amount.bytes(sum(region.claimed(), Figures.L1))));
            slots.add(Cell.of(slots(region)));
            ages.add(Cell.of(update == null ? Amount.UNKNOWN : age(update)));
            versions.add(
                    Cell.of(
                            region.version() == 0
                                    ? Amount.UNKNOWN
                                    : Integer.toString(region.version())));
            String detail = detail(region);
            details.add(Cell.of(detail));
            isDetailed |= !detail.isEmpty();
        }
        FittingTable table = new FittingTable();
        table.add(Column.text("File", 8), Need.ALWAYS, ids);
        table.add(Column.fixed("Dev", true), Need.ALWAYS, devices);
        table.add(Column.fixed("Verdict", false), Need.ALWAYS, verdicts);
        table.add(Column.fixed("DRAM", true), Need.ALWAYS, dram);
        table.add(Column.fixed("L1", true), Need.ALWAYS, l1);
        table.add(Column.fixed("Live/gone", true), Need.EXTRA, slots);
        table.add(Column.fixed("Changed", true), Need.EXTRA, ages);
        table.add(Column.fixed("Version", true), Need.EXTRA, versions);
        if (isDetailed) {
            table.add(Column.text("Detail", 12), Need.EXTRA, details);
        }
        return table;
    }

    private Cell verdict(String verdict) {
        String word = glyphs.clean(verdict);
        return switch (verdict) {
            case "live" -> new Cell("", word, Style.GREEN);
            case "unreadable" -> new Cell("", word, Style.RED);
            default -> new Cell("", word, Style.YELLOW);
        };
    }

    private static @Nullable Long sum(Map<String, Long> claimed, List<String> types) {
        Long sum = null;
        for (String type : types) {
            Long bytes = claimed.get(type);
            if (bytes != null) {
                sum = sum == null ? bytes : Long.valueOf(sum + bytes);
            }
        }
        return sum;
    }

    private static String slots(RegionState region) {
        String known = region.liveSlots() + "/" + region.staleSlots();
        int unseen = region.unverifiableSlots();
        return unseen == 0 ? known : known + " +" + unseen + "?";
    }

    private String age(Instant time) {
        return Amount.duration(Math.max(0, Duration.between(time, now).toSeconds())) + " ago";
    }

    private String detail(RegionState region) {
        String detail = region.detail();
        if (detail != null) {
            return glyphs.clean(detail);
        }
        return region.device() == null ? glyphs.clean(region.mapping()) : "";
    }
}
