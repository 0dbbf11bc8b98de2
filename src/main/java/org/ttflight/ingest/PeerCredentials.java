package org.ttflight.ingest;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFSocket;
import org.newsclub.net.unix.AFUNIXSocket;
import org.newsclub.net.unix.AFUNIXSocketCredentials;
import org.newsclub.net.unix.FileDescriptorCast;

/**
 * Asks the kernel who is at the other end of a connection.
 *
 * <p>The JDK reads with epoll but tells no pid; junixsocket tells the pid but reads with poll. So
 * connections are the JDK's, and only for this one question is their descriptor lent to
 * junixsocket. The descriptor is an internal of the JDK, opened by {@code Add-Exports:
 * java.base/sun.nio.ch} in the jar's manifest; without it peers are {@link Peer#UNKNOWN}, and every
 * pid is a mere claim.
 */
final class PeerCredentials {
    private static final Logger LOG = System.getLogger(PeerCredentials.class.getName());

    private final @Nullable Method descriptorOf;

    PeerCredentials() {
        // Loading the native library takes a while: now, not when the first client waits.
        Method method = null;
        if (AFSocket.isSupported()) {
            method = findDescriptorMethod();
        } else {
            LOG.log(
                    Level.WARNING,
                    "The native library of junixsocket does not load here (is the temporary"
                            + " directory mounted noexec? -Djava.io.tmpdir chooses another); pids are"
                            + " taken as claimed.");
        }
        this.descriptorOf = method;
    }

    private static @Nullable Method findDescriptorMethod() {
        try {
            Method method = Class.forName("sun.nio.ch.SelChImpl").getMethod("getFD");
            try (ServerSocketChannel probe =
                    ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                method.invoke(probe);
            }
            return method;
        } catch (ReflectiveOperationException | IOException e) {
            LOG.log(
                    Level.WARNING,
                    "The JDK does not let us ask for the process at the other end of a connection;"
                            + " pids are taken as claimed. Start with bin/tt-flight, or with"
                            + " --add-exports java.base/sun.nio.ch=ALL-UNNAMED.");
            return null;
        }
    }

    /**
     * Asks for the peer of a connection that was just accepted, and before it is made non-blocking:
     * the detour makes the descriptor blocking.
     */
    Peer of(SocketChannel accepted) {
        Method method = descriptorOf;
        if (method != null) {
            try {
                FileDescriptor descriptor = (FileDescriptor) method.invoke(accepted);
                AFUNIXSocketCredentials credentials =
                        FileDescriptorCast.using(descriptor)
                                .as(AFUNIXSocket.class)
                                .getPeerCredentials();
                return new Peer(
                        (int) credentials.getPid(),
                        (int) credentials.getUid(),
                        (int) credentials.getGid());
            } catch (IllegalAccessException | InvocationTargetException | IOException e) {
                LOG.log(Level.DEBUG, "no credentials from the descriptor", e);
            }
        }
        return withoutPid(accepted);
    }

    /** The JDK gives names only; a user without a name comes as its number. */
    private static Peer withoutPid(SocketChannel accepted) {
        try {
            UnixDomainPrincipal principal = accepted.getOption(ExtendedSocketOptions.SO_PEERCRED);
            return new Peer(0, Integer.parseInt(principal.user().getName()), -1);
        } catch (IOException | UnsupportedOperationException | NumberFormatException e) {
            return Peer.UNKNOWN;
        }
    }
}
