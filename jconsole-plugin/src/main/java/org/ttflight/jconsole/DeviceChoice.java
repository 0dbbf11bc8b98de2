package org.ttflight.jconsole;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** The device that was chosen last, shared by views. Confined to the Swing thread. */
final class DeviceChoice {
    static final int NONE = -1;

    private final List<IntConsumer> listeners = new ArrayList<>();
    private int device = NONE;

    int device() {
        return device;
    }

    /** Tells all listeners, also if it is the same one again. */
    void choose(int newDevice) {
        device = newDevice;
        listeners.forEach(listener -> listener.accept(newDevice));
    }

    void addListener(IntConsumer listener) {
        listeners.add(listener);
    }
}
