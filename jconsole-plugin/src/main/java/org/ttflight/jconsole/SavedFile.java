package org.ttflight.jconsole;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.swing.JComponent;

/** Files made of what a view shows. */
final class SavedFile {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private SavedFile() {}

    /** Returns a name to propose, such as {@code tenstorrent-devices-20261121-215301.csv}. */
    static String name(String view, String ending, Instant now, ZoneId zone) {
        String word = view.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return "tenstorrent-" + word + "-" + TIME.format(now.atZone(zone)) + "." + ending;
    }

    /** Returns the file with this ending, which people need not type. */
    static Path withEnding(Path file, String ending) {
        String name = String.valueOf(file.getFileName());
        return name.toLowerCase(Locale.ROOT).endsWith("." + ending)
                ? file
                : file.resolveSibling(name + "." + ending);
    }

    /** Paints a component as it is. On the Swing thread. */
    static BufferedImage image(JComponent component) {
        BufferedImage image =
                new BufferedImage(
                        Math.max(1, component.getWidth()),
                        Math.max(1, component.getHeight()),
                        BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        Color background = component.getBackground();
        graphics.setColor(background == null ? Color.WHITE : background);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        component.printAll(graphics);
        graphics.dispose();
        return image;
    }

    /**
     * Writes a picture. Waits for the disk.
     *
     * @throws IOException if it cannot be written; a file that was there before is unchanged
     */
    static void writePng(BufferedImage image, Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", bytes)) {
            throw new IOException("this Java cannot write PNG files");
        }
        write(bytes.toByteArray(), file);
    }

    /**
     * Writes a table. Waits for the disk.
     *
     * @throws IOException if it cannot be written; a file that was there before is unchanged
     */
    static void writeText(String text, Path file) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8), file);
    }

    private static void write(byte[] bytes, Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        Path partial = whole.resolveSibling(whole.getFileName() + ".part");
        try {
            Files.write(partial, bytes);
            Files.move(partial, whole, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            try {
                Files.deleteIfExists(partial);
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }
}
