package org.ttflight.daemon;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.security.AccessController;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXPrincipal;
import javax.management.remote.MBeanServerForwarder;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;
import org.ttflight.daemon.RemoteRoles.Right;

/**
 * Stands between clients over the network and the beans.
 *
 * <table>
 * <caption>Who may do what</caption>
 * <tr><th>readonly</th><td>read all attributes, listen, and call operations of our beans that only
 *     tell something: those of the impact INFO</td></tr>
 * <tr><th>readwrite</th><td>besides set attributes, call all operations of our beans, those of the
 *     JVM's own ({@code java.lang}), and flight recordings, to be read over the connection</td></tr>
 * <tr><th>nobody</th><td>create or remove beans, load code, write files on the host other than with
 *     {@code dumpRecording}: no diagnostic commands, no heap dumps, no recordings to a path</td></tr>
 * </table>
 *
 * <p>The JDK's own access files deny readonly roles all operations, also those that list devices,
 * and allow readwrite roles all, also those that load a library into the daemon.
 */
final class RemoteAccess implements InvocationHandler {
    private static final String OURS = "tenstorrent";
    private static final String JVM = "java.lang";
    private static final String RECORDER = "jdk.management.jfr";
    private static final Set<String> READS =
            Set.of(
                    "addNotificationListener",
                    "getAttribute",
                    "getAttributes",
                    "getClassLoader",
                    "getClassLoaderFor",
                    "getClassLoaderRepository",
                    "getDefaultDomain",
                    "getDomains",
                    "getMBeanCount",
                    "getMBeanInfo",
                    "getObjectInstance",
                    "isInstanceOf",
                    "isRegistered",
                    "queryMBeans",
                    "queryNames",
                    "removeNotificationListener");

    /** Options of a recording that have the JVM write a file, now or at its end. */
    private static final Set<Object> WRITES_FILE = Set.of("destination", "dumpOnExit");

    private static final @Nullable MethodHandle CURRENT = current();

    private final Map<String, Right> rights;
    private @Nullable MBeanServer beans;

    private RemoteAccess(Map<String, Right> rights) {
        this.rights = rights;
    }

    /** Returns a forwarder for a connector server. */
    static MBeanServerForwarder forwarder(Map<String, Right> rights) {
        return (MBeanServerForwarder)
                Proxy.newProxyInstance(
                        RemoteAccess.class.getClassLoader(),
                        new Class<?>[] {MBeanServerForwarder.class},
                        new RemoteAccess(rights));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        Object[] given = arguments == null ? new Object[0] : arguments;
        switch (method.getName()) {
            case "setMBeanServer" -> {
                beans = (MBeanServer) given[0];
                return null;
            }
            case "getMBeanServer" -> {
                return beans;
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "equals" -> {
                return proxy == given[0];
            }
            case "toString" -> {
                return "RemoteAccess";
            }
            default -> {
                Subject subject = subject();
                check(method.getName(), given, subject == null ? null : right(subject));
            }
        }
        try {
            return method.invoke(beans, arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            throw cause == null ? e : cause;
        }
    }

    private void check(String method, Object[] arguments, @Nullable Right right)
            throws JMException {
        if (READS.contains(method)) {
            return; // the JDK itself asks, too, and has no role
        }
        boolean mayWrite = right == Right.READWRITE;
        switch (method) {
            case "setAttribute", "setAttributes" -> {
                if (!mayWrite) {
                    throw new SecurityException("this role may only read (docs/REMOTE.md)");
                }
            }
            case "invoke" -> {
                ObjectName name = (ObjectName) arguments[0];
                String operation = (String) arguments[1];
                Object[] values = arguments[2] == null ? new Object[0] : (Object[]) arguments[2];
                String[] signature = arguments[3] == null ? new String[0] : (String[]) arguments[3];
                boolean allowed =
                        mayWrite
                                ? mayCall(name, operation, values)
                                : right != null && onlyTells(name, operation, signature);
                if (!allowed) {
                    throw new SecurityException(
                            ("%s of %s is not for %s over the network; jcmd and jconsole on the host"
                                            + " may do more (docs/REMOTE.md)")
                                    .formatted(
                                            operation,
                                            name,
                                            mayWrite ? "any role" : "a role that may only read"));
                }
            }
            default ->
                    throw new SecurityException(
                            method + " is not for anybody over the network (docs/REMOTE.md)");
        }
    }

    private static boolean mayCall(ObjectName name, String operation, Object[] values) {
        return switch (name.getDomain()) {
            case OURS, JVM -> true;
            case RECORDER ->
                    !operation.equals("copyTo")
                            && Arrays.stream(values).noneMatch(RemoteAccess::namesFile);
            default -> false;
        };
    }

    /** Whatever the client takes for the index of its table: the JVM goes by the rows. */
    private static boolean namesFile(@Nullable Object value) {
        return value instanceof TabularData options
                && options.values().stream()
                        .anyMatch(
                                row ->
                                        !(row instanceof CompositeData option)
                                                || option.values().stream()
                                                        .anyMatch(WRITES_FILE::contains));
    }

    private boolean onlyTells(ObjectName name, String operation, String[] signature)
            throws JMException {
        MBeanServer server = beans;
        if (server == null || !name.getDomain().equals(OURS)) {
            return false;
        }
        for (MBeanOperationInfo info : server.getMBeanInfo(name).getOperations()) {
            if (info.getName().equals(operation)
                    && Arrays.equals(
                            signature,
                            Arrays.stream(info.getSignature())
                                    .map(MBeanParameterInfo::getType)
                                    .toArray())) {
                return info.getImpact() == MBeanOperationInfo.INFO;
            }
        }
        return false;
    }

    /**
     * The password file is read at each login, so that roles can be in it that were not checked.
     */
    private Right right(Subject subject) {
        Right most = null;
        for (JMXPrincipal principal : subject.getPrincipals(JMXPrincipal.class)) {
            Right right = rights.get(principal.getName());
            most = most == Right.READWRITE || right == null ? most : right;
        }
        if (most == null) {
            throw new SecurityException(
                    "this role was not there when the daemon started; start it anew to let it in");
        }
        return most;
    }

    /** On JDK 18 and later there is a method for that, and the older one no longer works. */
    @SuppressWarnings("removal")
    private static @Nullable Subject subject() throws Throwable {
        return CURRENT != null
                ? (@Nullable Subject) CURRENT.invoke()
                : Subject.getSubject(AccessController.getContext());
    }

    private static @Nullable MethodHandle current() {
        try {
            return MethodHandles.publicLookup()
                    .findStatic(Subject.class, "current", MethodType.methodType(Subject.class));
        } catch (ReflectiveOperationException before18) {
            return null;
        }
    }
}
