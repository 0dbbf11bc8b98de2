package org.ttflight.screen;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.screen.FittingTable.Need;
import org.ttflight.snapshot.BankState;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.HardwareState;
import org.ttflight.snapshot.MemoryUse;

/** All that is known of a device, in a box of its own. */
final class DeviceDetails {
    private static final int LABEL = 16;

    private final DeviceState device;
    private final Instant now;
    private final View view;
    private final Glyphs glyphs;
    private final Box box;

    private DeviceDetails(DeviceState device, Instant now, Box box) {
        this.device = device;
        this.now = now;
        this.view = box.view();
        this.glyphs = view.glyphs();
        this.box = box;
    }

    /**
     * Appends the boxes of these devices.
     *
     * @param isSharedOnly whether nothing but shared memory is to be told of
     */
    static void append(
            List<DeviceState> devices,
            Instant now,
            boolean isSharedOnly,
            View view,
            StringBuilder out) {
        for (DeviceState device : devices) {
            out.append('\n');
            DeviceDetails details = new DeviceDetails(device, now, new Box(view, out));
            details.draw(isSharedOnly);
            details.box.close();
        }
    }

    private void draw(boolean isSharedOnly) {
        String name = DeviceName.of(device, true, glyphs);
        String title = "Device " + device.device() + "  " + name;
        String cut = DisplayWidth.cut(title, box.innerWidth(), glyphs.ellipsis());
        box.line(view.paint(cut, Style.BOLD), DisplayWidth.of(cut));
        box.rule();
        fact("ASIC id", SmiScreen.known(device.asicId(), glyphs));
        if (!isSharedOnly) {
            host();
        }
        box.rule();
        memory();
        if (hasBanks()) {
            box.rule();
            banks();
        }
        HardwareState hardware = device.hardware();
        if (hardware != null && hardware.telemetry() != null) {
            box.rule();
            new TelemetryTable(hardware.telemetry(), now, glyphs).draw(box);
        }
    }

    private void host() {
        HardwareState hardware = device.hardware();
        fact("Health", glyphs.clean(glyphs.units(device.health())));
        if (hardware == null) {
            fact("Driver", "does not list this device");
        } else {
            fact("Status", glyphs.clean(hardware.status()) + " since " + since(hardware));
            fact("Board serial", SmiScreen.known(hardware.serial(), glyphs));
            fact("PCI address", SmiScreen.known(hardware.pciAddress(), glyphs));
            Integer node = hardware.numaNode();
            fact("NUMA node", node == null ? Amount.UNKNOWN : Integer.toString(node));
            fact("Firmware", firmware(hardware));
            fact("Open by", holders(hardware));
        }
        if (device.untracked() > 0) {
            fact("Untracked", DeviceNotes.untrackedProcesses(device.untracked()));
        }
        String basis = device.unexplainedL1Basis();
        Long unexplained = device.unexplainedL1();
        if (unexplained != null || basis != null) {
            fact(
                    "Unexplained L1",
                    Amount.bytes(unexplained)
                            + (basis == null ? "" : " (" + glyphs.clean(basis) + ")"));
        }
        Instant report = device.reportTime();
        fact("Bank report", report == null ? "none" : age(report) + "; sizes are of one bank");
    }

    private String since(HardwareState hardware) {
        return view.time(hardware.statusTime()) + " (" + age(hardware.statusTime()) + ")";
    }

    private String age(Instant time) {
        return Amount.duration(Math.max(0, Duration.between(time, now).toSeconds())) + " ago";
    }

    private String firmware(HardwareState hardware) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> version : hardware.firmware().entrySet()) {
            text.append(text.isEmpty() ? "" : ", ").append(version.getKey());
            text.append(' ').append(version.getValue());
        }
        return text.isEmpty() ? Amount.UNKNOWN : glyphs.clean(text.toString());
    }

    private String holders(HardwareState hardware) {
        StringBuilder text = new StringBuilder();
        for (int pid : hardware.openPids()) {
            text.append(text.isEmpty() ? "pid " : ", ").append(pid);
        }
        if (hardware.openElsewhere() > 0) {
            text.append(text.isEmpty() ? "" : "; ").append(hardware.openElsewhere());
            text.append(" in other pid namespaces");
        }
        boolean isKnown = !hardware.openSource().equals("unknown");
        String who = text.isEmpty() ? (isKnown ? "nobody" : Amount.UNKNOWN) : text.toString();
        String detail = hardware.openDetail();
        return who
                + (isKnown ? " (source: " + glyphs.clean(hardware.openSource()) + ")" : "")
                + (detail == null ? "" : "; " + glyphs.clean(detail));
    }

    /** Writes a line, and more if the value is long. */
    private void fact(String label, String value) {
        StringBuilder text = new StringBuilder();
        Paragraph.append(text, value, Math.max(8, box.innerWidth() - LABEL));
        String head = label;
        int at = 0;
        for (int end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", at)) {
            box.text(head + " ".repeat(LABEL - head.length()) + text.substring(at, end));
            head = "";
            at = end + 1;
        }
    }

    private void memory() {
        List<Cell> types = new ArrayList<>();
        List<Cell> used = new ArrayList<>();
        List<Cell> peaks = new ArrayList<>();
        List<Cell> buffers = new ArrayList<>();
        List<Cell> capacities = new ArrayList<>();
        List<Cell> unattributed = new ArrayList<>();
        List<Cell> shared = new ArrayList<>();
        List<Cell> sources = new ArrayList<>();
        boolean isAnyUnattributed = false;
        for (Map.Entry<String, MemoryUse> type : device.memory().types().entrySet()) {
            MemoryUse use = type.getValue();
            boolean isShared = use.used() != null && use.source().endsWith("shared memory");
            types.add(Cell.of(glyphs.clean(type.getKey())));
            used.add(Cell.of(Amount.bytes(use.used()) + (isShared ? Figures.SHARED : " ")));
            peaks.add(Cell.of(Amount.bytes(use.peak())));
            Long count = use.buffers();
            buffers.add(Cell.of(count == null ? Amount.UNKNOWN : Long.toString(count)));
            capacities.add(Cell.of(capacity(use)));
            unattributed.add(Cell.of(Amount.bytes(use.unattributed())));
            shared.add(Cell.of(Amount.bytes(use.shared())));
            sources.add(Cell.of(glyphs.clean(use.source())));
            isAnyUnattributed |= use.unattributed() != null && use.unattributed() > 0;
        }
        if (types.isEmpty()) {
            box.text("Nobody tells what memory is in use.");
            return;
        }
        FittingTable table = new FittingTable();
        table.add(Column.fixed("Memory", false), Need.ALWAYS, types);
        table.add(Column.fixed("Used", true), Need.ALWAYS, used);
        table.add(Column.fixed("Peak", true), Need.ALWAYS, peaks);
        table.add(Column.fixed("Buffers", true), Need.ALWAYS, buffers);
        table.add(Column.text("Capacity", 9), Need.ALWAYS, capacities);
        if (isAnyUnattributed) {
            table.add(Column.fixed("Unattributed", true), Need.ALWAYS, unattributed);
        }
        table.add(Column.text("Source", 13), Need.EXTRA, sources);
        table.add(Column.fixed("In shared memory", true), Need.EXTRA, shared);
        table.in(box.innerWidth()).draw(box);
    }

    private String capacity(MemoryUse use) {
        String source = use.capacitySource();
        if (source == null) {
            return "-";
        }
        Long capacity = use.capacity();
        return capacity == null
                ? Amount.UNKNOWN
                : Amount.bytes(capacity) + " " + glyphs.clean(whoSays(source));
    }

    /** Returns a word for people: what the document calls csv is MemoryReporter's report. */
    private static String whoSays(String source) {
        return source.equals("csv") ? "report" : source;
    }

    private boolean hasBanks() {
        for (MemoryUse use : device.memory().types().values()) {
            if (use.banks() != null) {
                return true;
            }
        }
        return false;
    }

    private void banks() {
        Table table =
                new Table(
                        List.of(
                                Column.text("Banks of", 8),
                                Column.fixed("Banks", true),
                                Column.fixed("Each", true),
                                Column.fixed("Allocated", true),
                                Column.fixed("Free", true),
                                Column.fixed("Largest free", true),
                                Column.fixed("Fragmented", true)));
        for (Map.Entry<String, MemoryUse> type : device.memory().types().entrySet()) {
            BankState bank = type.getValue().banks();
            if (bank != null) {
                Integer count = bank.banks();
                table.add(
                        List.of(
                                Cell.of(glyphs.clean(type.getKey())),
                                Cell.of(count == null ? Amount.UNKNOWN : count.toString()),
                                Cell.of(Amount.bytes(bank.allocatable())),
                                Cell.of(Amount.bytes(bank.allocated())),
                                Cell.of(Amount.bytes(bank.free())),
                                Cell.of(Amount.bytes(bank.largestFree())),
                                Cell.of(fragmentation(bank.fragmentation()))));
            }
        }
        table.draw(box);
    }

    private static String fragmentation(@Nullable Double share) {
        return share == null ? "-" : Math.round(share * 100) + "%";
    }
}
