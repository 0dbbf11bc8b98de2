package org.ttflight.e2e;

import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import javax.rmi.ssl.SslRMIClientSocketFactory;

/** A client over the network, as a process of its own with its own proxy and trusted keys. */
final class RemoteReader {
    private RemoteReader() {}

    /** Prints an attribute of the Server bean; the arguments are host, port, role and password. */
    @SuppressWarnings("BanJNDI") // the address is that of the test
    public static void main(String[] args) throws Exception {
        String place = args[0] + ":" + args[1];
        try (JMXConnector connector =
                JMXConnectorFactory.connect(
                        new JMXServiceURL("service:jmx:rmi:///jndi/rmi://" + place + "/jmxrmi"),
                        Map.of(
                                JMXConnector.CREDENTIALS,
                                new String[] {args[2], args[3]},
                                "com.sun.jndi.rmi.factory.socket",
                                new SslRMIClientSocketFactory()))) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            System.out.println(
                    "pid " + server.getAttribute(new ObjectName("tenstorrent:type=Server"), "Pid"));
        }
    }
}
