package org.ttflight.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ttflight.doctor.AgentAnswer;
import org.ttflight.doctor.SocketAnswer;
import org.ttflight.doctor.SocketAnswer.Kind;
import org.ttflight.doctor.Witnesses;
import org.ttflight.snapshot.SnapshotDocument;

/** Asks the host's files, the daemon's socket and the daemon's JVM. */
final class DoctorWitnesses implements Witnesses {
    private final LocalSource local;
    private final boolean attaches;

    DoctorWitnesses(LocalSource local, boolean attaches) {
        this.local = local;
        this.attaches = attaches;
    }

    @Override
    public SnapshotDocument host() {
        return local.read();
    }

    @Override
    public SocketAnswer ask(Path socket, String request, Duration limit) {
        try {
            return new SocketAnswer(Kind.ANSWERED, new DaemonClient(socket, limit).ask(request));
        } catch (UnreachableException e) {
            String message = String.valueOf(e.getMessage());
            return new SocketAnswer(kind(message), message);
        } catch (AccessDeniedException e) {
            return new SocketAnswer(Kind.FORBIDDEN, socket + ": permission denied");
        } catch (IOException e) {
            return new SocketAnswer(Kind.CLOSED, String.valueOf(e.getMessage()));
        }
    }

    private static Kind kind(String message) {
        if (message.toLowerCase(Locale.ROOT).contains("permission denied")) {
            return Kind.FORBIDDEN;
        }
        return message.startsWith("no answer") ? Kind.SILENT : Kind.REFUSED;
    }

    @Override
    public @Nullable AgentAnswer attach(long pid, Duration limit)
            throws IOException, InterruptedException {
        return attaches ? AttachedDaemon.ask(pid, limit) : null;
    }
}
