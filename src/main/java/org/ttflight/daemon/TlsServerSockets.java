package org.ttflight.daemon;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.UnknownHostException;
import java.rmi.server.RMIServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Sockets for RMI that listen on one address only, and speak TLS only.
 *
 * <p>The RMI registry lets whoever connects from this very host bind names anew, so any local user
 * could put a server of their own in place of ours and be told passwords. It goes by the address of
 * the socket; so a socket from this host says that it does not know where it comes from, which the
 * registry takes for a stranger. Looking up is allowed to strangers.
 *
 * <p>RMI puts all on one port if the factories are equal, so there must be one instance.
 */
final class TlsServerSockets implements RMIServerSocketFactory {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final int BACKLOG = 50;

    private final InetAddress address;
    private final SSLContext tls;
    private final boolean clientsShowCertificates;

    TlsServerSockets(InetAddress address, SSLContext tls, boolean clientsShowCertificates) {
        this.address = address;
        this.tls = tls;
        this.clientsShowCertificates = clientsShowCertificates;
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return new ServerSocket(port, BACKLOG, address) {
            @Override
            public Socket accept() throws IOException {
                Socket plain = new Stranger();
                implAccept(plain);
                return secured(plain);
            }
        };
    }

    /** Shakes no hands yet: RMI accepts on one thread, which nobody may hold up. */
    private Socket secured(Socket plain) throws IOException {
        SSLSocket socket =
                (SSLSocket)
                        tls.getSocketFactory()
                                .createSocket(
                                        plain, address.getHostAddress(), plain.getPort(), true);
        socket.setUseClientMode(false);
        socket.setEnabledProtocols(PROTOCOLS);
        socket.setNeedClientAuth(clientsShowCertificates);
        return socket;
    }

    /** See the class. */
    private static final class Stranger extends Socket {
        Stranger() throws SocketException {
            super((SocketImpl) null);
        }

        @Override
        public @Nullable InetAddress getInetAddress() {
            InetAddress from = super.getInetAddress();
            try {
                boolean isHere =
                        from == null
                                || from.isLoopbackAddress()
                                || NetworkInterface.getByInetAddress(from) != null;
                return isHere ? InetAddress.getByAddress(new byte[4]) : from;
            } catch (SocketException | UnknownHostException e) {
                return from;
            }
        }
    }
}
