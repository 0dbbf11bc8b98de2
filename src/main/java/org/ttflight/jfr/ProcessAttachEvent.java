package org.ttflight.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.ttflight.ledger.ProcessIdentity;

/** A process reported for the first time. */
@Name("tenstorrent.ProcessAttach")
@Label("Process Attach")
@Category({"Tenstorrent", "Process"})
@Description("A process reported for the first time")
@StackTrace(false)
final class ProcessAttachEvent extends Event {
    private static final ProcessAttachEvent PROBE = new ProcessAttachEvent();

    @Label("Process Id")
    @ProcessIdRelation
    int processId;

    @Label("User Id")
    @Description("As the kernel tells it; -1 if unknown")
    int userId;

    @Label("Group Id")
    @Description("As the kernel tells it; -1 if unknown")
    int groupId;

    @Label("Verified")
    @Description("Whether the process id is the word of the kernel and not only a claim")
    boolean verified;

    static void emit(ProcessIdentity process) {
        if (!PROBE.isEnabled()) {
            return;
        }
        ProcessAttachEvent event = new ProcessAttachEvent();
        event.processId = process.pid();
        event.userId = process.uid();
        event.groupId = process.gid();
        event.verified = process.verified();
        event.commit();
    }
}
