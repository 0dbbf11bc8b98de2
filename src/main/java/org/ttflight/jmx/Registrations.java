package org.ttflight.jmx;

import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The beans that are registered, so that none stays behind and nobody else's is removed. Confined
 * to the publisher, which guards it.
 */
final class Registrations {
    private static final System.Logger LOG = System.getLogger(Registrations.class.getName());

    private final MBeanServer server;
    private final Set<ObjectName> names = new LinkedHashSet<>();
    private boolean isFailureLogged;

    Registrations(MBeanServer server) {
        this.server = server;
    }

    void register(DescribedBean bean, ObjectName name) {
        try {
            server.registerMBean(bean, name);
            names.add(name);
        } catch (JMException e) {
            if (!isFailureLogged) {
                isFailureLogged = true;
                LOG.log(Level.WARNING, "cannot register a bean; this is said only once: " + e);
            }
        }
    }

    void unregister(ObjectName name) {
        if (!names.remove(name)) {
            return;
        }
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            // Somebody was quicker, which is as good.
            LOG.log(Level.DEBUG, "{0} was gone already", name);
        } catch (JMException e) {
            LOG.log(Level.WARNING, "cannot unregister " + name, e);
        }
    }

    void unregisterAll() {
        List.copyOf(names).forEach(this::unregister);
    }
}
