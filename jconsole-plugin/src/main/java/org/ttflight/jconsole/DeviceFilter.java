package org.ttflight.jconsole;

import java.awt.Component;
import java.util.List;
import java.util.TreeSet;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JComboBox;
import javax.swing.JList;

/** Lets people choose one device or all. On the Swing thread. */
final class DeviceFilter extends JComboBox<Integer> {
    private static final long serialVersionUID = 1;

    private transient List<Integer> offered = List.of(ProcessLines.ALL_DEVICES);

    DeviceFilter() {
        super(new Integer[] {ProcessLines.ALL_DEVICES});
        setRenderer(
                new DefaultListCellRenderer() {
                    private static final long serialVersionUID = 1;

                    @Override
                    public Component getListCellRendererComponent(
                            JList<?> list,
                            Object value,
                            int index,
                            boolean isSelected,
                            boolean hasFocus) {
                        return super.getListCellRendererComponent(
                                list, label(value), index, isSelected, hasFocus);
                    }
                });
    }

    private static String label(Object device) {
        return device.equals(ProcessLines.ALL_DEVICES) ? "All devices" : "Device " + device;
    }

    /** Returns the device, or {@link ProcessLines#ALL_DEVICES}. */
    int device() {
        return getSelectedItem() instanceof Integer device ? device : ProcessLines.ALL_DEVICES;
    }

    /** Offers these; what is chosen stays so, also when it is gone. */
    void offer(Readout now) {
        TreeSet<Integer> devices = new TreeSet<>();
        devices.add(ProcessLines.ALL_DEVICES);
        devices.add(device());
        now.devices().forEach(device -> devices.add(device.device()));
        now.processes().forEach(process -> devices.addAll(process.devices()));
        List<Integer> offer = List.copyOf(devices);
        if (!offer.equals(offered)) {
            int chosen = device();
            offered = offer;
            for (int at = getItemCount() - 1; at >= 0; at--) {
                if (getItemAt(at) != chosen) {
                    removeItemAt(at);
                }
            }
            int at = 0;
            for (Integer device : offer) {
                if (device != chosen) {
                    insertItemAt(device, at);
                }
                at++;
            }
        }
    }
}
