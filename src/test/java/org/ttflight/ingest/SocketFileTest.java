package org.ttflight.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ttflight.ledger.LedgerListener;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.wire.DeviceInfoResponse;

/** Two servers on one path, and what else may stand there: bug 13 of the original servers. */
@Timeout(120)
class SocketFileTest {
    private static final DeviceDirectory NO_DEVICES =
            new DeviceDirectory() {
                @Override
                public int count() {
                    return 0;
                }

                @Override
                public DeviceInfoResponse info(int device) {
                    return DeviceInfoResponse.unknown(device);
                }
            };

    private final Path path;

    SocketFileTest(@TempDir Path directory) {
        this.path = directory.resolve("socket");
    }

    private IngestServer serve() throws IOException {
        return IngestServer.start(
                IngestConfig.on(path),
                new Collaborators(
                        new FakeProcesses(), NO_DEVICES, request -> null, new IngestListener() {}),
                LedgerListener.NONE);
    }

    private void assertServed() throws IOException {
        try (Client client = new Client(path)) {
            assertEquals(Client.Totals.NONE, client.totals(0));
        }
    }

    private String refusal() {
        IOException refusal = assertThrows(IOException.class, () -> serve().close());
        return String.valueOf(refusal.getMessage());
    }

    @Test
    void shouldRefuseASecondServer_bug13() throws IOException {
        try (IngestServer first = serve()) {
            String refusal = refusal();
            assertTrue(refusal.contains(path.toString()), refusal);
            assertTrue(refusal.contains("--socket"), refusal);
            assertEquals(path, first.socket());
            assertServed();
        }
        assertFalse(Files.exists(path));
    }

    @Test
    void shouldRefuseAndKeepAFile_bug13() throws IOException {
        Files.writeString(path, "precious");
        String refusal = refusal();
        assertTrue(refusal.contains(path + " exists and is no socket"), refusal);
        assertTrue(refusal.contains("--socket"), refusal);
        assertEquals("precious", Files.readString(path));
    }

    @Test
    void shouldRefuseAndKeepALink_bug13() throws IOException {
        Path target = Files.writeString(path.resolveSibling("target"), "precious");
        Files.createSymbolicLink(path, target);
        assertTrue(refusal().contains("is no socket"));
        assertTrue(Files.isSymbolicLink(path));
        assertEquals("precious", Files.readString(target));
    }

    @Test
    void shouldRefuseAndKeepAPipe_bug13() throws Exception {
        assertEquals(0, new ProcessBuilder("mkfifo", path.toString()).start().waitFor());
        assertTrue(refusal().contains("is no socket"));
        assertTrue(Files.exists(path, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void shouldRefuseADirectory() throws IOException {
        Files.createDirectory(path);
        assertTrue(refusal().contains("is no socket"));
        assertTrue(Files.isDirectory(path));
    }

    @Test
    void shouldSayWhichPathCannotBeHad() throws IOException {
        Files.writeString(path, "");
        Path below = path.resolve("socket");
        SocketFile file = new SocketFile(below);
        IOException refusal =
                assertThrows(IOException.class, () -> file.listen(IngestConfig.DEFAULT_MODE));
        assertTrue(String.valueOf(refusal.getMessage()).contains(below.toString()));
    }

    @Test
    void shouldReplaceAStaleSocket_bug13() throws IOException {
        leaveStaleSocket();
        try (IngestServer server = serve()) {
            assertEquals(path, server.socket());
            assertServed();
        }
        assertFalse(Files.exists(path));
    }

    private void leaveStaleSocket() throws IOException {
        ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        dead.bind(UnixDomainSocketAddress.of(path)).close(); // closing leaves the file
        assertTrue(Files.exists(path));
    }

    @Test
    void shouldLeaveTheSocketOfAnotherServer_bug13() throws IOException {
        IngestServer first = serve();
        Files.delete(path); // as the original servers do
        try (IngestServer second = serve()) {
            first.close();
            assertEquals(path, second.socket());
            assertServed();
        }
        assertFalse(Files.exists(path));
    }

    @Test
    void shouldNotMindThatTheSocketIsGone() throws IOException {
        IngestServer server = serve();
        Files.delete(path);
        server.close();
        server.close(); // twice does no harm
        assertFalse(Files.exists(path));
    }

    @Test
    void shouldLetInWhomTheModeLetsIn() throws IOException {
        SocketFile file = new SocketFile(path);
        try (ServerSocketChannel server =
                file.listen(PosixFilePermissions.fromString("rw-rw----"))) {
            assertTrue(server.isOpen());
            assertEquals(
                    "rw-rw----",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            file.remove();
        }
        assertEquals("rw-rw-rw-", PosixFilePermissions.toString(IngestConfig.DEFAULT_MODE));
    }

    @Test
    void shouldSayThatItHasStopped() throws IOException {
        IngestServer server = serve();
        server.close();
        IllegalStateException refusal =
                assertThrows(
                        IllegalStateException.class, () -> server.resetPeak(0, MemoryType.DRAM));
        assertTrue(String.valueOf(refusal.getMessage()).contains("stopped"));
        assertEquals(List.of(), server.snapshot().processes());
    }

    @Test
    void shouldPublishAPeakThatWasReset() throws IOException {
        try (IngestServer server = serve()) {
            server.call(
                    books -> {
                        LedgerProcess process = books.attach(new ProcessIdentity(7, 1, 1, 1, 0));
                        books.allocate(process, 0, MemoryType.DRAM, 32, 100);
                        books.free(process, 0, 32);
                        books.publish();
                        return true;
                    });
            assertEquals(100, server.snapshot().on(0).peak(MemoryType.DRAM));
            server.resetPeak(0, MemoryType.DRAM);
            assertEquals(0, server.snapshot().on(0).peak(MemoryType.DRAM));
        }
    }

    @Test
    void shouldExplainWhoListens() throws IOException {
        try (IngestServer first = serve()) {
            assertEquals(path, first.socket());
            assertThrows(BindException.class, () -> serve().close());
        }
    }
}
