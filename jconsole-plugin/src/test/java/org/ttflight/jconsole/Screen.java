package org.ttflight.jconsole;

import java.awt.Color;
import java.awt.Component;
import java.awt.Container;
import java.awt.image.BufferedImage;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.swing.JComponent;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;

/** Paints without a screen. */
final class Screen {
    private Screen() {}

    static void onSwing(Runnable task) throws InterruptedException {
        try {
            SwingUtilities.invokeAndWait(task);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof AssertionError failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Lets what is queued for the Swing thread happen. */
    static void settle() throws InterruptedException {
        onSwing(() -> {});
    }

    static BufferedImage paint(JComponent component, int width, int height)
            throws InterruptedException {
        AtomicReference<@Nullable BufferedImage> image = new AtomicReference<>();
        onSwing(
                () -> {
                    component.setSize(width, height);
                    layOut(component);
                    layOut(component);
                    image.set(SavedFile.image(component));
                });
        return Objects.requireNonNull(image.get());
    }

    /** What is not on a screen is not laid out by itself. */
    private static void layOut(Container container) {
        container.doLayout();
        for (Component child : container.getComponents()) {
            if (child instanceof Container inner) {
                layOut(inner);
            }
        }
    }

    /** Returns how many pixels have this colour. */
    static long count(BufferedImage image, Color colour) {
        int wanted = colour.getRGB();
        long count = 0;
        for (int pixel : pixels(image)) {
            if (pixel == wanted) {
                count++;
            }
        }
        return count;
    }

    /** Returns how many pixels have about this colour, as smoothed lines do. */
    static long countAbout(BufferedImage image, Color colour) {
        long count = 0;
        for (int pixel : pixels(image)) {
            Color each = new Color(pixel);
            int distance =
                    Math.abs(each.getRed() - colour.getRed())
                            + Math.abs(each.getGreen() - colour.getGreen())
                            + Math.abs(each.getBlue() - colour.getBlue());
            if (distance < 100) {
                count++;
            }
        }
        return count;
    }

    static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())
                .clone();
    }

    /** Does everything at once, on the thread that asks. */
    static Background now() {
        return new Background() {
            @Override
            public <T> void run(
                    Callable<T> task,
                    Consumer<? super T> then,
                    Consumer<? super Throwable> otherwise) {
                T result;
                try {
                    result = task.call();
                } catch (Exception e) {
                    otherwise.accept(e);
                    return;
                }
                then.accept(result);
            }
        };
    }
}
