package org.ttflight.daemon;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to open JMX to the network.
 *
 * @param host the name or address to listen on, which is also where clients are told to connect
 * @param port the one port of everything, 1 to 65535
 * @param keystore the daemon's key and certificate
 * @param keystorePasswordFile holds the password of the key; null if the environment does
 * @param passwordFile roles and their passwords, as the JDK's jmxremote.password
 * @param accessFile roles and what they may do; null for {@link RemoteRoles#DEFAULT}
 * @param truststore certificates that clients must show one of; null if they need none
 */
record RemoteConfig(
        String host,
        int port,
        Path keystore,
        @Nullable Path keystorePasswordFile,
        Path passwordFile,
        @Nullable Path accessFile,
        @Nullable Path truststore) {
    /** Holds the password of the key, where no file does. */
    static final String PASSWORD_VARIABLE = "TT_FLIGHT_JMX_KEYSTORE_PASSWORD";

    /** Where it listens if nobody says otherwise. */
    static final String LOOPBACK = "127.0.0.1";

    /** Returns where clients are told to connect: the RMI property, where somebody has set it. */
    String clientHost() {
        return System.getProperty(RemoteJmx.HOSTNAME, host);
    }

    /** Returns whether it listens on all addresses, none of which is a place to connect to. */
    boolean isEverywhere() {
        return host.equals("0.0.0.0") || host.matches("[0:]+");
    }

    InetAddress address() throws UnknownHostException {
        return InetAddress.getAllByName(host)[0];
    }
}
