package org.ttflight.jconsole;

import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JComponent;
import javax.swing.JScrollPane;

/** All devices at a glance: bars, health, telemetry. */
final class DevicesView implements View, CsvSource {
    private static final List<String> HEADER =
            List.of(
                    "Device",
                    "Card",
                    "Health",
                    "Temperature (degrees Celsius)",
                    "Temperature limit (degrees Celsius)",
                    "Power (watts)",
                    "Power limit (watts)",
                    "AICLK (MHz)",
                    "DRAM in use (bytes)",
                    "DRAM capacity (bytes)",
                    "L1 in use (bytes)",
                    "L1 capacity (bytes)",
                    "Processes",
                    "Processes that do not tell what they hold");

    private final DeviceCards cards;
    private final JScrollPane component;

    /**
     * @param choice what is chosen by a click or the arrow keys
     * @param open what a double click or Enter does besides
     */
    DevicesView(DeviceChoice choice, Runnable open) {
        this.cards = new DeviceCards(choice, open);
        this.component = new JScrollPane(cards);
        component.setBorder(null);
        component.setHorizontalScrollBarPolicy(JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
        component.addComponentListener(
                new ComponentAdapter() {
                    @Override
                    public void componentShown(ComponentEvent event) {
                        cards.requestFocusInWindow();
                    }
                });
    }

    @Override
    public String title() {
        return "Devices";
    }

    @Override
    public JComponent component() {
        return component;
    }

    @Override
    public void show(Readout now) {
        cards.show(now.devices());
    }

    @Override
    public void showNothing(String why) {
        cards.age();
    }

    DeviceCards cards() {
        return cards;
    }

    @Override
    public List<String> header() {
        return HEADER;
    }

    @Override
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (DeviceReading device : cards.devices()) {
            rows.add(
                    List.of(
                            String.valueOf(device.device()),
                            device.cardType() == null ? "" : device.cardType(),
                            device.health(),
                            Amounts.plain(device.temperature()),
                            Amounts.plain(device.temperatureLimit()),
                            Amounts.plain(device.power()),
                            Amounts.plain(device.powerLimit()),
                            Amounts.plain(device.aiClock()),
                            Amounts.plain(device.dramInUse()),
                            Amounts.plain(device.dramCapacity()),
                            Amounts.plain(device.l1InUse()),
                            Amounts.plain(device.l1Capacity()),
                            count(device.processes()),
                            count(device.untracked())));
        }
        return rows;
    }

    private static String count(int count) {
        return count < 0 ? "" : String.valueOf(count);
    }
}
