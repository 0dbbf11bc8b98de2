package org.ttflight.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Does what {@code tt-smi} does, once, against a made-up daemon: so the launch script lets the JVM
 * see which classes that takes, and keeps them ready for the real runs. No command of its own.
 */
final class Rehearsal {
    private static final String DOCUMENT = "rehearsal.json";

    private Rehearsal() {}

    /** Prints the screen twice, as of a daemon and as of a host without one; both may be odd. */
    public static void main(String[] args) throws IOException {
        Surroundings surroundings = Surroundings.ofThisProcess();
        Path directory = Files.createTempDirectory("tt-flight");
        Path socket = directory.resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Thread daemon = new Thread(() -> answer(server), "rehearsal");
            daemon.setDaemon(true);
            daemon.start();
            run(surroundings, "--socket", socket.toString());
            run(surroundings, "--host-root", directory.toString());
        } finally {
            Files.deleteIfExists(socket);
            Files.deleteIfExists(directory);
        }
    }

    private static void run(Surroundings surroundings, String option, String value) {
        Main.run(new String[] {"smi", option, value}, surroundings);
    }

    private static void answer(ServerSocketChannel server) {
        try (SocketChannel client = server.accept()) {
            client.read(ByteBuffer.allocate(256));
            ByteBuffer document = ByteBuffer.wrap(document());
            while (document.hasRemaining()) {
                client.write(document);
            }
        } catch (IOException e) {
            return; // then the command says so, to nobody
        }
    }

    /** Returns a document of the usual kind. */
    static byte[] document() throws IOException {
        try (InputStream in = Rehearsal.class.getResourceAsStream(DOCUMENT)) {
            if (in == null) {
                throw new IOException(DOCUMENT + " is missing in this build");
            }
            return in.readAllBytes();
        }
    }
}
