package org.ttflight.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tenstorrent's devices on the PCI bus, whether a driver has them or not.
 *
 * @param functions by address
 * @param problem why they cannot be listed; null if they can
 */
record PciBus(Path directory, List<Function> functions, @Nullable String problem) {
    private static final String VENDOR = "0x1e52";
    private static final String GRAYSKULL = "0xfaca";

    /**
     * One of them.
     *
     * @param address such as {@code 0000:41:00.0}
     * @param isBound whether a driver has it
     */
    record Function(String address, boolean isGrayskull, boolean isBound) {}

    static PciBus read(Path sys) {
        Path directory = sys.resolve("bus/pci/devices");
        try {
            List<Function> functions = list(directory);
            functions.sort(Comparator.comparing(Function::address));
            return new PciBus(directory, List.copyOf(functions), null);
        } catch (IOException e) {
            return new PciBus(directory, List.of(), directory + ": " + Words.reason(e));
        }
    }

    private static List<Function> list(Path directory) throws IOException {
        List<Function> functions = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (VENDOR.equals(word(entry.resolve("vendor")))) {
                    functions.add(
                            new Function(
                                    String.valueOf(entry.getFileName()),
                                    GRAYSKULL.equals(word(entry.resolve("device"))),
                                    Files.exists(entry.resolve("driver"))));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return functions;
    }

    /** The kernel keeps these, so reading never waits for a device. */
    private static String word(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return new String(bytes, StandardCharsets.US_ASCII).strip().toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            return "";
        }
    }
}
