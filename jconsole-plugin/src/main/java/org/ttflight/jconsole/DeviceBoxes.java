package org.ttflight.jconsole;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Graphics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.swing.BoxLayout;
import javax.swing.Icon;
import javax.swing.JCheckBox;
import javax.swing.JLabel;
import javax.swing.JPanel;

/**
 * A box for each device, to choose which are charted. Each chosen one has a colour, shown beside
 * its name, so the boxes are the legend; there are only so many colours.
 */
final class DeviceBoxes extends JPanel {
    private static final long serialVersionUID = 1;
    private static final int NO_SLOT = -1;

    private final transient Runnable changed;
    private final transient Map<Integer, Box> boxes = new TreeMap<>();

    /**
     * @param changed is told when the user chose
     */
    DeviceBoxes(Runnable changed) {
        this.changed = changed;
        setLayout(new BoxLayout(this, BoxLayout.PAGE_AXIS));
    }

    private final class Box extends JPanel {
        private static final long serialVersionUID = 1;
        private final JCheckBox check = new JCheckBox();
        private int slot = NO_SLOT;

        Box() {
            super(new BorderLayout(4, 0));
            add(check);
            add(new JLabel(new Swatch(this)), BorderLayout.LINE_END);
            check.addActionListener(
                    event -> {
                        slot = check.isSelected() ? freeSlot() : NO_SLOT;
                        limit();
                        changed.run();
                    });
        }

        void set(boolean isSelected) {
            check.setSelected(isSelected);
            slot = isSelected ? freeSlot() : NO_SLOT;
        }

        @Override
        public Dimension getMaximumSize() {
            return new Dimension(Integer.MAX_VALUE, getPreferredSize().height);
        }
    }

    /** The line that stands for a device. */
    private record Swatch(Box box) implements Icon {
        @Override
        public void paintIcon(Component component, Graphics graphics, int x, int y) {
            if (box.slot != NO_SLOT) {
                graphics.setColor(Palette.current().series(box.slot));
                graphics.fillRect(x, y + getIconHeight() / 2 - 2, getIconWidth(), 4);
            }
        }

        @Override
        public int getIconWidth() {
            return 18;
        }

        @Override
        public int getIconHeight() {
            return 12;
        }
    }

    private int freeSlot() {
        Set<Integer> taken = new TreeSet<>();
        boxes.values().forEach(box -> taken.add(box.slot));
        int slot = 0;
        while (taken.contains(slot)) {
            slot++;
        }
        return slot;
    }

    /** Shows a box for each of these; those that are new are not chosen. */
    void show(List<DeviceReading> devices) {
        Set<Integer> gone = new TreeSet<>(boxes.keySet());
        boolean isNew = false;
        for (DeviceReading device : devices) {
            gone.remove(device.device());
            Box box = boxes.get(device.device());
            if (box == null) {
                box = new Box();
                boxes.put(device.device(), box);
                isNew = true;
            }
            String card = device.cardType() == null ? "" : "  " + device.cardType();
            box.check.setText(device.device() + card);
        }
        gone.forEach(boxes::remove);
        if (isNew || !gone.isEmpty()) {
            removeAll();
            boxes.values().forEach(this::add);
            limit();
            revalidate();
        }
    }

    /** Chooses these and no others, the first ones if there are too many. */
    void choose(Set<Integer> devices) {
        boxes.values().forEach(box -> box.set(false));
        int chosen = 0;
        for (Map.Entry<Integer, Box> each : boxes.entrySet()) {
            if (devices.contains(each.getKey()) && chosen < Palette.SERIES_COLOURS) {
                each.getValue().set(true);
                chosen++;
            }
        }
        limit();
        repaint();
    }

    private void limit() {
        boolean isFull = chosen().size() >= Palette.SERIES_COLOURS;
        for (Box box : boxes.values()) {
            box.check.setEnabled(!isFull || box.check.isSelected());
            box.check.setToolTipText(
                    box.check.isEnabled()
                            ? null
                            : "At most " + Palette.SERIES_COLOURS + " devices at a time");
        }
        repaint();
    }

    /** Returns which are chosen. */
    Set<Integer> chosen() {
        Set<Integer> chosen = new TreeSet<>();
        boxes.forEach(
                (device, box) -> {
                    if (box.slot != NO_SLOT) {
                        chosen.add(device);
                    }
                });
        return chosen;
    }

    /** Returns the colour of a device that is chosen. */
    Color colour(int device, Palette palette) {
        Box box = boxes.get(device);
        return palette.series(box == null ? 0 : box.slot);
    }

    /** Returns the box of a device. */
    JCheckBox box(int device) {
        Box box = boxes.get(device);
        if (box == null) {
            throw new IllegalArgumentException("no device " + device);
        }
        return box.check;
    }

    int count() {
        return boxes.size();
    }
}
