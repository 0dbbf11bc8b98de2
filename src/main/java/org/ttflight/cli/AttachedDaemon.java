package org.ttflight.cli;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;
import org.ttflight.doctor.AgentAnswer;

/**
 * Attaches to the daemon's JVM as {@code jcmd} does, and reads its bean. The attach classes are
 * looked up by name, because a Java may come without them.
 */
final class AttachedDaemon {
    private static final String MACHINE = "com.sun.tools.attach.VirtualMachine";

    private AttachedDaemon() {}

    /**
     * Asks a daemon of this user, or as root of any user.
     *
     * @throws IOException if that fails or takes too long; the message says why
     */
    static AgentAnswer ask(long pid, Duration limit) throws IOException, InterruptedException {
        FutureTask<AgentAnswer> task = new FutureTask<>(() -> ask(pid));
        Thread thread = new Thread(task, "attach");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException(
                    "process " + pid + " does not answer within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(reason(e.getCause()), e);
        }
    }

    private static String reason(@Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof InvocationTargetException wrapped) {
            cause = wrapped.getTargetException();
        }
        if (cause instanceof InstanceNotFoundException) {
            return "it has no bean tenstorrent:type=Server, so it is no daemon of tt-flight";
        }
        if (cause instanceof ClassNotFoundException || cause instanceof LinkageError) {
            return "this Java cannot attach: " + cause.getMessage();
        }
        String message = cause == null ? null : cause.getMessage();
        return message == null ? String.valueOf(cause) : message;
    }

    private static AgentAnswer ask(long pid) throws Exception {
        Class<?> type = Class.forName(MACHINE);
        Object machine = type.getMethod("attach", String.class).invoke(null, Long.toString(pid));
        String url;
        Properties properties;
        try {
            url = String.valueOf(type.getMethod("startLocalManagementAgent").invoke(machine));
            properties =
                    type.getMethod("getSystemProperties").invoke(machine) instanceof Properties all
                            ? all
                            : new Properties();
        } finally {
            type.getMethod("detach").invoke(machine);
        }
        return read(url, properties);
    }

    @SuppressWarnings("BanJNDI") // the address comes from the process we attached to
    private static AgentAnswer read(String url, Properties properties)
            throws IOException, JMException {
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(url))) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();
            ObjectName server = new ObjectName("tenstorrent:type=Server");
            return new AgentAnswer(
                    String.valueOf(beans.getAttribute(server, "Version")),
                    String.valueOf(beans.getAttribute(server, "Recording")),
                    path(properties.getProperty("jdk.jfr.repository")),
                    path(properties.getProperty("java.io.tmpdir")));
        }
    }

    private static @Nullable Path path(@Nullable String text) {
        return text == null || text.isEmpty() ? null : Path.of(text);
    }
}
