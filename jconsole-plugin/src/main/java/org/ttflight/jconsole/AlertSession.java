package org.ttflight.jconsole;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanServerConnection;
import javax.management.MBeanServerDelegate;
import javax.management.MBeanServerNotification;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.relation.MBeanServerNotificationFilter;

/**
 * Listens over one connection to the beans that send notifications.
 *
 * <p>A listener goes with its bean, and the bean that follows under the same name has none. So the
 * server is asked to tell which beans went, and each step listens anew to what has come since.
 *
 * <p>Thread-safe. What waits for the daemon runs elsewhere, one step at a time: a connection that
 * hangs holds one thread, and no other session.
 */
final class AlertSession {
    private static final System.Logger LOG = System.getLogger(AlertSession.class.getName());

    private final MBeanServerConnection connection;
    private final Consumer<Alert> consumer;
    private final Executor background;
    private final NotificationListener listener = (notification, handback) -> heard(notification);
    private final NotificationListener delegate = (notification, handback) -> went(notification);
    private final AtomicBoolean isUnderway = new AtomicBoolean();
    private final Set<ObjectName> gone = ConcurrentHashMap.newKeySet();
    private final Map<Object, Long> lastNumbers = new ConcurrentHashMap<>();
    private volatile boolean isClosed;
    private volatile boolean hasLeft;

    /** Only the step that is under way touches these. */
    private final Set<ObjectName> subscribed = new HashSet<>();

    private boolean followsDelegate;

    AlertSession(MBeanServerConnection connection, Consumer<Alert> consumer, Executor background) {
        this.connection = connection;
        this.consumer = consumer;
        this.background = background;
    }

    @SuppressWarnings("ReferenceEquality") // two connections are never alike
    boolean isOver(MBeanServerConnection other) {
        return connection == other;
    }

    /** Listens to what there is now, unless that is under way. */
    void follow() {
        step(this::listen);
    }

    /** Says nothing from now on, and takes the listeners away as far as the daemon answers. */
    void close() {
        isClosed = true;
        step(() -> {});
    }

    private void step(Step step) {
        if (isUnderway.compareAndSet(false, true)) {
            background.execute(() -> run(step));
        }
    }

    /** A step over a connection. */
    private interface Step {
        void run() throws IOException, JMException;
    }

    /** Whoever closes it while a step is under way relies on that step to leave nothing behind. */
    private void run(Step step) {
        if (!isClosed) {
            attempt(step);
        }
        if (isClosed) {
            attempt(this::leave);
        }
        isUnderway.set(false);
        if (isClosed && !hasLeft) {
            step(() -> {});
        }
    }

    private static void attempt(Step step) {
        try {
            step.run();
        } catch (IOException | JMException | RuntimeException e) {
            LOG.log(Level.DEBUG, "cannot listen to the daemon", e);
        }
    }

    private void listen() throws IOException, JMException {
        if (!followsDelegate) {
            MBeanServerNotificationFilter filter = new MBeanServerNotificationFilter();
            filter.enableAllObjectNames();
            filter.disableAllTypes();
            filter.enableType(MBeanServerNotification.UNREGISTRATION_NOTIFICATION);
            connection.addNotificationListener(
                    MBeanServerDelegate.DELEGATE_NAME, delegate, filter, null);
            followsDelegate = true;
        }
        for (ObjectName name : Set.copyOf(gone)) {
            gone.remove(name);
            if (subscribed.remove(name)) {
                unsubscribe(name);
            }
        }
        Set<ObjectName> names =
                new HashSet<>(
                        connection.queryNames(
                                new ObjectName("tenstorrent:type=DeviceMemory,*"), null));
        names.add(DaemonBeans.SERVER);
        subscribed.retainAll(names);
        names.removeAll(subscribed);
        for (ObjectName name : names) {
            if (isClosed) {
                return;
            }
            subscribe(name);
        }
    }

    private void subscribe(ObjectName name) throws IOException {
        lastNumbers.remove(name);
        try {
            connection.addNotificationListener(name, listener, null, null);
            subscribed.add(name);
        } catch (InstanceNotFoundException e) {
            LOG.log(Level.DEBUG, "gone again: {0}", name);
        }
    }

    /** There may be another bean of this name that we listen to already. */
    private void unsubscribe(ObjectName name) throws IOException {
        try {
            connection.removeNotificationListener(name, listener);
        } catch (InstanceNotFoundException | ListenerNotFoundException e) {
            LOG.log(Level.DEBUG, "no listener left on {0}", name);
        }
    }

    private void leave() throws IOException, JMException {
        hasLeft = true;
        for (ObjectName name : subscribed) {
            unsubscribe(name);
        }
        if (followsDelegate) {
            connection.removeNotificationListener(MBeanServerDelegate.DELEGATE_NAME, delegate);
        }
    }

    private void went(Notification notification) {
        if (notification instanceof MBeanServerNotification change
                && change.getMBeanName().getDomain().equals(DaemonBeans.SERVER.getDomain())) {
            gone.add(change.getMBeanName());
        }
    }

    /** Each bean numbers its notifications one by one, so that a gap tells of lost ones. */
    private void heard(Notification notification) {
        if (isClosed) {
            return;
        }
        long number = notification.getSequenceNumber();
        Long before = lastNumbers.put(notification.getSource(), number);
        if (before != null && number > before + 1) {
            consumer.accept(
                    Alert.lost(
                            number - before - 1,
                            Instant.ofEpochMilli(notification.getTimeStamp())));
        }
        String type = notification.getType();
        if (type != null && type.startsWith(Alert.PREFIX)) {
            consumer.accept(Alert.of(notification));
        }
    }
}
