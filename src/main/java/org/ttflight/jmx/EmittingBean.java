package org.ttflight.jmx;

import javax.management.ListenerNotFoundException;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.NotificationEmitter;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/** A described bean that also sends notifications, all from the publisher's thread. */
abstract class EmittingBean extends DescribedBean implements NotificationEmitter {
    private final ObjectName name;
    private final NotificationBroadcasterSupport broadcaster = new NotificationBroadcasterSupport();
    private long lastSequence;

    EmittingBean(Class<?> type, ObjectName name) {
        super(type);
        this.name = name;
    }

    /** Sends a notification; a listener that throws harms nobody else. */
    void emit(String type, long epochMillis, String message, CompositeData userData) {
        Notification notification =
                new Notification(type, name, ++lastSequence, epochMillis, message);
        notification.setUserData(userData);
        broadcaster.sendNotification(notification);
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanInfo info = super.getMBeanInfo();
        return new MBeanInfo(
                info.getClassName(),
                info.getDescription(),
                info.getAttributes(),
                info.getConstructors(),
                info.getOperations(),
                getNotificationInfo(),
                info.getDescriptor());
    }

    /** Called from the constructor of a superclass, so the answer must come from a constant. */
    @Override
    public abstract MBeanNotificationInfo[] getNotificationInfo();

    @Override
    public void addNotificationListener(
            NotificationListener listener,
            @Nullable NotificationFilter filter,
            @Nullable Object handback) {
        broadcaster.addNotificationListener(listener, filter, handback);
    }

    @Override
    public void removeNotificationListener(NotificationListener listener)
            throws ListenerNotFoundException {
        broadcaster.removeNotificationListener(listener);
    }

    @Override
    public void removeNotificationListener(
            NotificationListener listener,
            @Nullable NotificationFilter filter,
            @Nullable Object handback)
            throws ListenerNotFoundException {
        broadcaster.removeNotificationListener(listener, filter, handback);
    }
}
