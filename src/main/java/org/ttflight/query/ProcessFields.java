package org.ttflight.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.ProcessMemory;
import org.ttflight.snapshot.ProcessState;

/** What can be asked of a process on one of its devices. */
final class ProcessFields {
    private final List<Field<ProcessRow>> fields = new ArrayList<>();

    private ProcessFields() {}

    static List<Field<ProcessRow>> all() {
        ProcessFields all = new ProcessFields();
        all.addProcess();
        all.addHeld();
        return List.copyOf(all.fields);
    }

    private void add(
            String name,
            String unit,
            String meaning,
            Function<ProcessRow, @Nullable Object> value) {
        fields.add(new Field<>(name, unit, meaning, value));
    }

    private void process(
            String name,
            String unit,
            String meaning,
            Function<ProcessState, @Nullable Object> value) {
        add(name, unit, meaning, row -> value.apply(row.process()));
    }

    private void held(
            String name, String meaning, Function<ProcessMemory, @Nullable Object> value) {
        add(
                name,
                "",
                meaning,
                row -> {
                    ProcessMemory held = row.held();
                    return held == null ? null : value.apply(held);
                });
    }

    private void addProcess() {
        add(
                "timestamp",
                "",
                "when the document was made, ISO 8601 in UTC",
                row -> row.document().time());
        process("pid", "", "process id", ProcessState::pid);
        process("verified", "", "whether the pid is the kernel's word", ProcessState::verified);
        process("name", "", "what people call it", ProcessState::name);
        process("user", "", "whose it is", ProcessState::user);
        process("command", "", "its command line", ProcessState::commandLine);
        process("container", "", "id of its container", ProcessState::container);
        process("pod", "", "uid of its Kubernetes pod", ProcessState::pod);
        process("start_time", "", "when it started, ISO 8601 in UTC", ProcessState::startTime);
        process("status", "", "how it is doing, in words for people", ProcessState::status);
        process("tracking", "", "how much is known of what it holds", ProcessState::tracking);
        process("rss", MemoryFields.BYTES, "host memory it occupies", ProcessState::residentBytes);
        process(
                "cpu",
                "%",
                "processor time of late, 100 for one core; needs the daemon",
                process -> process.cpuRatio() == null ? null : percent(process.cpuRatio()));
        process("cpu.time", "s", "processor time it has used", ProcessState::cpuSeconds);
    }

    /** Returns a share in percent, to a tenth. */
    private static double percent(double ratio) {
        return Math.round(ratio * 1000) / 10.0;
    }

    private void addHeld() {
        held("device", "number of the device; a process has a row for each", ProcessMemory::device);
        add("device.name", "", "the device's card", ProcessRow::card);
        held("device.open", "whether it has the device open", ProcessMemory::open);
        add(
                "memory.dram.used",
                MemoryFields.BYTES,
                MemoryFields.DRAM_SUM,
                row -> row.memory().dramInUse());
        add(
                "memory.l1.used",
                MemoryFields.BYTES,
                MemoryFields.L1_SUM,
                row -> row.memory().l1InUse());
        add(
                "source",
                "",
                "whose figures these are: socket or shared memory",
                row -> MemoryFields.source(row.memory()));
        held(
                "discrepancy",
                "whether socket and shared memory differ for longer than timing explains",
                ProcessMemory::discrepancy);
        add(
                "buffers",
                "",
                "live buffers it holds there; unknown where it does not report each",
                row -> MemoryFields.buffers(row.memory()));
        fields.addAll(MemoryFields.byType(ProcessRow::memory));
    }
}
