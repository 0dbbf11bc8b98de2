package org.ttflight.jconsole;

import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.swing.JComponent;
import javax.swing.Scrollable;
import org.jspecify.annotations.Nullable;

/**
 * A card for each device, as many side by side as there is room for. Paints all of them itself, and
 * of them only what is to be seen, so that 32 devices cost no more than a screenful.
 */
final class DeviceCards extends JComponent implements Scrollable {
    private static final long serialVersionUID = 1;
    private static final int GAP = 8;
    private static final int LEAST_WIDTH_LINES = 22;

    private final transient DeviceChoice choice;
    private final transient Runnable open;
    private transient List<DeviceReading> devices = List.of();
    private boolean isStale;
    private long painted;

    /**
     * @param open what to do when a device is opened, not only chosen
     */
    DeviceCards(DeviceChoice choice, Runnable open) {
        this.choice = choice;
        this.open = open;
        setFocusable(true);
        setToolTipText("");
        choice.addListener(device -> repaint());
        addMouseListener(
                new MouseAdapter() {
                    @Override
                    public void mousePressed(MouseEvent event) {
                        requestFocusInWindow();
                        int at = at(event.getX(), event.getY());
                        if (at >= 0) {
                            choice.choose(devices.get(at).device());
                            if (event.getClickCount() == 2) {
                                open.run();
                            }
                        }
                    }
                });
        addKeyListener(
                new KeyAdapter() {
                    @Override
                    public void keyPressed(KeyEvent event) {
                        if (move(event.getKeyCode())) {
                            event.consume();
                        }
                    }
                });
    }

    void show(List<DeviceReading> newDevices) {
        boolean isSameCount = newDevices.size() == devices.size();
        devices = newDevices;
        isStale = false;
        if (!isSameCount) {
            revalidate();
        }
        repaint();
    }

    /** Lets what is shown look old. */
    void age() {
        isStale = true;
        repaint();
    }

    boolean isStale() {
        return isStale;
    }

    List<DeviceReading> devices() {
        return devices;
    }

    /** Returns how many cards were painted so far. */
    long painted() {
        return painted;
    }

    /** Moves the choice as a key says; returns whether it says anything. */
    boolean move(int keyCode) {
        int step =
                switch (keyCode) {
                    case KeyEvent.VK_LEFT -> -1;
                    case KeyEvent.VK_RIGHT -> 1;
                    case KeyEvent.VK_UP -> -columns();
                    case KeyEvent.VK_DOWN -> columns();
                    default -> 0;
                };
        if (keyCode == KeyEvent.VK_ENTER && chosen() >= 0) {
            open.run();
            return true;
        }
        if (step == 0 || devices.isEmpty()) {
            return false;
        }
        int from = chosen();
        int to = from < 0 ? 0 : from + step;
        if (to >= 0 && to < devices.size()) {
            choice.choose(devices.get(to).device());
            scrollRectToVisible(place(to));
        }
        return true;
    }

    /** Returns the index of the device that is chosen, or -1. */
    private int chosen() {
        for (int at = 0; at < devices.size(); at++) {
            if (devices.get(at).device() == choice.device()) {
                return at;
            }
        }
        return -1;
    }

    private int lineHeight() {
        return getFontMetrics(Palette.font(Font.PLAIN, 1)).getHeight();
    }

    private int cardHeight() {
        return DeviceCard.height(lineHeight());
    }

    /** Returns how many cards are side by side. */
    int columns() {
        int least = LEAST_WIDTH_LINES * lineHeight();
        int fitting = Math.max(1, (getWidth() - GAP) / (least + GAP));
        return Math.min(fitting, Math.max(1, devices.size()));
    }

    private Rectangle place(int at) {
        int columns = columns();
        int width = (getWidth() - GAP * (columns + 1)) / columns;
        int height = cardHeight();
        return new Rectangle(
                GAP + at % columns * (width + GAP),
                GAP + at / columns * (height + GAP),
                width,
                height);
    }

    private int at(int x, int y) {
        for (int at = 0; at < devices.size(); at++) {
            if (place(at).contains(x, y)) {
                return at;
            }
        }
        return -1;
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D copy = (Graphics2D) graphics.create();
        Palette palette = Palette.current();
        Palette.smooth(copy);
        copy.setColor(palette.background());
        copy.fillRect(0, 0, getWidth(), getHeight());
        Rectangle clip = copy.getClipBounds();
        DeviceCard card = new DeviceCard(copy, palette);
        for (int at = 0; at < devices.size(); at++) {
            Rectangle place = place(at);
            if (clip == null || clip.intersects(place)) {
                DeviceReading device = devices.get(at);
                boolean isChosen = device.device() == choice.device();
                card.paint(device, place.x, place.y, place.width, place.height, isChosen);
                painted++;
            }
        }
        if (isStale) {
            palette.veil(copy, getWidth(), getHeight());
        }
        copy.dispose();
    }

    @Override
    public @Nullable String getToolTipText(MouseEvent event) {
        int at = at(event.getX(), event.getY());
        return at < 0 ? null : describe(devices.get(at));
    }

    /** Returns what a card says in a sentence; health in full. */
    static String describe(DeviceReading device) {
        return "Device %d: %s; DRAM %s, L1 %s, %s, %s"
                .formatted(
                        device.device(),
                        device.health().isEmpty() ? "health unknown" : device.health(),
                        Amounts.bytes(device.dramInUse(), device.dramCapacity()),
                        Amounts.bytes(device.l1InUse(), device.l1Capacity()),
                        Amounts.withLimit(device.temperature(), "°C", device.temperatureLimit()),
                        Amounts.withLimit(device.power(), "W", device.powerLimit()));
    }

    @Override
    public Dimension getPreferredSize() {
        int columns = columns();
        int rows = (devices.size() + columns - 1) / columns;
        return new Dimension(LEAST_WIDTH_LINES * lineHeight(), GAP + rows * (cardHeight() + GAP));
    }

    @Override
    public void setBounds(int x, int y, int width, int height) {
        boolean isNewWidth = width != getWidth();
        super.setBounds(x, y, width, height);
        if (isNewWidth) {
            revalidate(); // the height follows from the width
        }
    }

    @Override
    public Dimension getPreferredScrollableViewportSize() {
        return getPreferredSize();
    }

    @Override
    public int getScrollableUnitIncrement(Rectangle visible, int orientation, int direction) {
        return lineHeight();
    }

    @Override
    public int getScrollableBlockIncrement(Rectangle visible, int orientation, int direction) {
        return cardHeight() + GAP;
    }

    @Override
    public boolean getScrollableTracksViewportWidth() {
        return true;
    }

    @Override
    public boolean getScrollableTracksViewportHeight() {
        return getParent() != null && getParent().getHeight() > getPreferredSize().height;
    }

    @Override
    public AccessibleContext getAccessibleContext() {
        if (accessibleContext == null) {
            accessibleContext = new Description();
        }
        return accessibleContext;
    }

    private final class Description extends AccessibleJComponent {
        private static final long serialVersionUID = 1;

        @Override
        public AccessibleRole getAccessibleRole() {
            return AccessibleRole.LIST;
        }

        @Override
        public String getAccessibleName() {
            return "Devices";
        }

        @Override
        public String getAccessibleDescription() {
            return String.join("\n", devices.stream().map(DeviceCards::describe).toList());
        }
    }
}
