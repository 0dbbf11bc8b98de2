package org.ttflight.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.SnapshotDocument;

/** Whether the driver is loaded, new enough, and has all the devices that are on the bus. */
final class DriverCheck {
    private static final String DRIVER_PAGE = "https://github.com/tenstorrent/tt-kmd";
    private static final String LOAD = "sudo modprobe tenstorrent; then look at: sudo dmesg";

    private final Findings findings;
    private final Path module;
    private final PciBus bus;

    DriverCheck(Findings findings, Subject subject) {
        this.findings = findings;
        this.module = subject.roots().sys().resolve("module/tenstorrent");
        this.bus = PciBus.read(subject.roots().sys());
    }

    void run(SnapshotDocument host) {
        boolean isLoaded = Files.isDirectory(module) || host.host().driverVersion() != null;
        checkModule(isLoaded, host.host().driverVersion());
        checkBus(isLoaded, host.devices());
        checkDevices(isLoaded, host);
    }

    private void checkModule(boolean isLoaded, @Nullable String version) {
        if (isLoaded) {
            findings.ok("driver-loaded", "The driver is loaded", module.toString());
            checkVersion(version);
        } else if (bus.functions().isEmpty()) {
            findings.note(
                    "driver-loaded",
                    "The driver is not loaded",
                    "there is no " + module,
                    "needed only where there are devices: " + DRIVER_PAGE);
        } else {
            findings.error(
                    "driver-loaded",
                    "The driver is not loaded",
                    "there is no " + module,
                    "sudo modprobe tenstorrent; if there is no such module, install it: "
                            + DRIVER_PAGE);
        }
    }

    private void checkVersion(@Nullable String text) {
        DriverVersion version = DriverVersion.parse(text);
        if (version == null) {
            findings.note(
                    "driver-version",
                    "The driver's version is not known",
                    module.resolve("version") + (text == null ? " has none" : ": " + text),
                    null);
            return;
        }
        List<String> missing = version.missing();
        String title = "Driver " + text;
        if (missing.isEmpty()) {
            findings.ok("driver-version", title, "new enough for all that is shown");
            return;
        }
        findings.add(
                "driver-version",
                version.lacksMuch() ? Severity.WARNING : Severity.NOTE,
                title + " is too old for some of what is shown",
                "without " + String.join("; without ", missing),
                "load driver 2.9 or newer: " + DRIVER_PAGE);
    }

    private void checkBus(boolean isLoaded, List<DeviceState> devices) {
        if (bus.problem() != null) {
            findings.notChecked("pci-bus", "Devices on the PCI bus", bus.problem());
            return;
        }
        List<String> unbound = new ArrayList<>();
        List<String> grayskull = new ArrayList<>();
        for (PciBus.Function function : bus.functions()) {
            if (function.isGrayskull()) {
                grayskull.add(function.address());
            } else if (!function.isBound()) {
                unbound.add(function.address());
            }
        }
        if (!grayskull.isEmpty()) {
            findings.note(
                    "pci-grayskull",
                    Words.count(grayskull.size(), "Grayskull card", "Grayskull cards"),
                    Words.some(grayskull, ", "),
                    "the driver has not supported Grayskull since 2.2.0");
        }
        if (!unbound.isEmpty()) {
            findings.error(
                    "pci-bus",
                    Words.count(unbound.size(), "device", "devices")
                            + " on the PCI bus without a driver",
                    "vendor 1e52: " + Words.some(unbound, ", "),
                    isLoaded
                            ? "sudo dmesg | grep -i tenstorrent tells why the driver refused it;"
                                    + " sudo modprobe -r tenstorrent && sudo modprobe tenstorrent"
                                    + " tries again, while no program uses a device"
                            : LOAD);
        } else if (bus.functions().isEmpty() && devices.isEmpty()) {
            findings.warning(
                    "pci-bus",
                    "No Tenstorrent device on the PCI bus",
                    "none of vendor 1e52 in " + bus.directory(),
                    "lspci -d 1e52: must list it; check seat and power of the card, and in a"
                            + " virtual machine that it is passed through");
        } else {
            findings.ok(
                    "pci-bus",
                    "All devices on the PCI bus have the driver",
                    Words.count(bus.functions().size(), "function", "functions")
                            + " of vendor 1e52");
        }
    }

    private void checkDevices(boolean isLoaded, SnapshotDocument host) {
        List<DeviceState> devices = host.devices();
        if (!devices.isEmpty()) {
            List<String> names = new ArrayList<>();
            for (DeviceState device : devices) {
                names.add(device.device() + " " + (device.card() == null ? "?" : device.card()));
            }
            findings.ok(
                    "devices",
                    "The driver lists " + Words.count(devices.size(), "device", "devices"),
                    Words.some(names, ", "));
            return;
        }
        String state = host.host().sources().get("driver");
        if (state != null && state.startsWith("cannot list")) {
            findings.error(
                    "devices",
                    "The devices cannot be listed",
                    state,
                    "make the directory readable: /sys must be mounted, and not hidden from this"
                            + " user");
        } else if (isLoaded && !bus.functions().isEmpty()) {
            findings.error(
                    "devices",
                    "The driver lists no device",
                    state,
                    "sudo dmesg | grep -i tenstorrent tells why; a device that is being reset comes"
                            + " back by itself");
        }
    }
}
