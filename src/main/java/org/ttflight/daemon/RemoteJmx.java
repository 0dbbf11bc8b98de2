package org.ttflight.daemon;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.rmi.NoSuchObjectException;
import java.rmi.Remote;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;
import javax.management.remote.rmi.RMIJRMPServerImpl;
import javax.net.ssl.SSLContext;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import org.jspecify.annotations.Nullable;
import org.ttflight.daemon.RemoteRoles.Right;

/**
 * JMX over the network: one port for the registry, the server and its connections, all of it TLS,
 * and nothing without a password. It is there only if the command line asks for it.
 *
 * <p>Made of public API, not of the JDK's own agent: that one cannot be started from within, and
 * its readonly roles cannot list devices.
 */
final class RemoteJmx implements AutoCloseable {
    /** Where RMI tells clients to connect. */
    static final String HOSTNAME = "java.rmi.server.hostname";

    private static final Logger LOG = System.getLogger(RemoteJmx.class.getName());
    private static final String NAME = "jmxrmi";

    /** What the JDK's own agent takes, less what no client of ours needs. */
    private static final String ARGUMENTS =
            "java.lang.*;java.math.BigInteger;java.math.BigDecimal;java.util.*;javax.management.*;"
                    + "javax.management.openmbean.*;javax.management.remote.*;"
                    + "java.rmi.MarshalledObject;java.rmi.dgc.*;java.rmi.server.*;"
                    + "javax.security.auth.Subject;maxdepth=20;maxbytes=4194304;!*";

    private final RemoteConfig config;
    private final RMIConnectorServer connector;
    private final RMIJRMPServerImpl server;
    private final Registry registry;

    private RemoteJmx(
            RemoteConfig config,
            RMIConnectorServer connector,
            RMIJRMPServerImpl server,
            Registry registry) {
        this.config = config;
        this.connector = connector;
        this.server = server;
        this.registry = registry;
    }

    /**
     * Checks everything and takes the port; nobody is let in before {@link #serve}. Returns null if
     * JMX is to stay local.
     *
     * @throws IOException if anything is missing or unsafe; the message says what to do
     */
    static @Nullable RemoteJmx open(@Nullable RemoteConfig config) throws IOException {
        if (config == null) {
            return null;
        }
        limitRmi();
        String told = System.getProperty(HOSTNAME);
        if (told == null && !config.isEverywhere()) {
            System.setProperty(HOSTNAME, config.host()); // before RMI is loaded
        }
        return open(config, System.getenv(RemoteConfig.PASSWORD_VARIABLE), Instant.now());
    }

    /** The same, without the settings that hold for all of RMI in this JVM. */
    static RemoteJmx open(RemoteConfig config, @Nullable String keyPassword, Instant now)
            throws IOException {
        InetAddress address = address(config);
        Map<String, Right> roles = RemoteRoles.check(config);
        SSLContext tls = RemoteTls.context(config, keyPassword, now);
        TlsServerSockets sockets = new TlsServerSockets(address, tls, config.truststore() != null);
        SslRMIClientSocketFactory clients = new SslRMIClientSocketFactory();
        Registry registry;
        try {
            registry = LocateRegistry.createRegistry(config.port(), clients, sockets);
        } catch (IOException e) {
            throw new IOException(cannotListen(config, e), e);
        }
        Map<String, Object> environment = new HashMap<>();
        environment.put("jmx.remote.x.password.file", config.passwordFile().toString());
        environment.put("jmx.remote.x.password.toHashes", "true");
        environment.put(RMIConnectorServer.CREDENTIALS_FILTER_PATTERN, "java.lang.String;!*");
        environment.put(RMIConnectorServer.SERIAL_FILTER_PATTERN, ARGUMENTS);
        RMIJRMPServerImpl server =
                new RMIJRMPServerImpl(config.port(), clients, sockets, environment);
        RMIConnectorServer connector =
                new RMIConnectorServer(
                        new JMXServiceURL("rmi", null, config.port()),
                        environment,
                        server,
                        ManagementFactory.getPlatformMBeanServer());
        connector.setMBeanServerForwarder(RemoteAccess.forwarder(roles));
        return new RemoteJmx(config, connector, server, registry);
    }

    private static InetAddress address(RemoteConfig config) throws IOException {
        InetAddress address;
        try {
            address = config.address();
        } catch (UnknownHostException e) {
            throw new IOException(
                    "--jmx-port: '" + config.host() + "' is no address and no name of a host", e);
        }
        if (config.isEverywhere() && System.getProperty(HOSTNAME) == null) {
            throw new IOException(
                    """
                    --jmx-port %s:%d: RMI has to tell clients where to connect, and that is no place
                      Name the address instead, as in --jmx-port "$(hostname -f):%d", or say it apart:
                        TT_FLIGHT_JAVA_OPTIONS="-D%s=$(hostname -f)" tt-flight serve …"""
                            .formatted(config.host(), config.port(), config.port(), HOSTNAME));
        }
        return address;
    }

    private static String cannotListen(RemoteConfig config, IOException e) {
        Throwable cause = e;
        for (Throwable next = e; next != null; next = next.getCause()) {
            cause = next;
        }
        String where = "--jmx-port " + config.host() + ":" + config.port() + ": ";
        String why = String.valueOf(cause.getMessage());
        if (!(cause instanceof BindException)) {
            return where + why;
        }
        return why.contains("in use")
                ? where
                        + "the port is taken\n  See who has it: ss -ltnp 'sport = :"
                        + config.port()
                        + "'; or choose another port"
                : where + why + "\n  Name an address of this host (ip -brief address), or none";
    }

    /** Or everybody who can connect could make as many threads as they like, and keep them. */
    private static void limitRmi() {
        for (Map.Entry<String, String> limit :
                Map.of(
                                "sun.rmi.transport.tcp.maxConnectionThreads", "200",
                                "sun.rmi.transport.tcp.readTimeout", "60000")
                        .entrySet()) {
            if (System.getProperty(limit.getKey()) == null) {
                System.setProperty(limit.getKey(), limit.getValue());
            }
        }
    }

    /** Lets clients in, and says where. */
    void serve() throws IOException {
        connector.start();
        Remote stub = server.toStub();
        registry.rebind(NAME, stub);
        LOG.log(
                Level.INFO,
                "JMX listens on {0}:{1}, with TLS and password{2}; clients connect to {3}:{1}",
                config.host(),
                Integer.toString(config.port()),
                config.truststore() == null ? "" : " and client certificate",
                config.clientHost());
    }

    @Override
    public void close() {
        try {
            connector.stop();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A client of JMX was gone already", e);
        }
        try {
            UnicastRemoteObject.unexportObject(registry, true);
        } catch (NoSuchObjectException e) {
            LOG.log(Level.DEBUG, "The registry was closed already", e);
        }
    }
}
