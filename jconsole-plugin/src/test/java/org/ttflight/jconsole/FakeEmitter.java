package org.ttflight.jconsole;

import java.util.Map;
import javax.management.JMException;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanServer;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import org.jspecify.annotations.Nullable;

/** A bean that sends what the test wants, numbered as the daemon does. */
public final class FakeEmitter extends NotificationBroadcasterSupport implements FakeEmitterMBean {
    static final ObjectName DRAM = name("tenstorrent:type=DeviceMemory,device=0,memory=DRAM");

    private final ObjectName name;
    private long sequence;
    private int listeners;

    FakeEmitter(ObjectName name) {
        super(
                new MBeanNotificationInfo(
                        new String[] {"tenstorrent"}, Notification.class.getName(), "any"));
        this.name = name;
    }

    static ObjectName name(String text) {
        try {
            return new ObjectName(text);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    FakeEmitter register(MBeanServer server) throws JMException {
        server.registerMBean(this, name);
        return this;
    }

    @Override
    public synchronized int getListeners() {
        return listeners;
    }

    @Override
    public synchronized void addNotificationListener(
            NotificationListener listener,
            @Nullable NotificationFilter filter,
            @Nullable Object handback) {
        listeners++;
        super.addNotificationListener(listener, filter, handback);
    }

    @Override
    public synchronized void removeNotificationListener(NotificationListener listener)
            throws ListenerNotFoundException {
        super.removeNotificationListener(listener);
        listeners--;
    }

    void skip(int count) {
        sequence += count;
    }

    void send(String type, String message, Map<String, Object> data) {
        Notification notification =
                new Notification(type, name, ++sequence, Readings.NOW.toEpochMilli(), message);
        if (!data.isEmpty()) {
            notification.setUserData(composite(data));
        }
        sendNotification(notification);
    }

    static CompositeDataSupport composite(Map<String, Object> data) {
        try {
            String[] keys = data.keySet().toArray(String[]::new);
            OpenType<?>[] types = new OpenType<?>[keys.length];
            for (int at = 0; at < keys.length; at++) {
                types[at] =
                        data.get(keys[at]) instanceof Long ? SimpleType.LONG : SimpleType.STRING;
            }
            return new CompositeDataSupport(
                    new CompositeType("Payload", "of a test", keys, keys, types), data);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
