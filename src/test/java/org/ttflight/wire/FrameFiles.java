package org.ttflight.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Collectors;

/** Reads the frames in the test resources: lines of hexadecimal bytes, and comments after '#'. */
final class FrameFiles {
    private FrameFiles() {}

    static byte[] read(String name) {
        String path = "/frames/" + name + ".hex";
        try (InputStream in =
                Objects.requireNonNull(FrameFiles.class.getResourceAsStream(path), path)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String digits =
                    text.lines()
                            .filter(line -> !line.startsWith("#"))
                            .collect(Collectors.joining())
                            .replace(" ", "");
            return HexFormat.of().parseHex(digits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
