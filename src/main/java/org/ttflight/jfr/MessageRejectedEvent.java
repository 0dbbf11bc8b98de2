package org.ttflight.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A message or a connection was turned away. */
@Name("tenstorrent.MessageRejected")
@Label("Message Rejected")
@Category({"Tenstorrent", "Daemon"})
@Description("A message or a connection was turned away")
@StackTrace(false)
public final class MessageRejectedEvent extends Event {
    private static final MessageRejectedEvent PROBE = new MessageRejectedEvent();

    @Label("Process Id")
    @ProcessIdRelation
    int processId;

    @Label("Reason")
    @Description("The label under which it is counted")
    @Nullable String reason;

    @Label("Detail")
    @Description("What was wrong, for people")
    @Nullable String detail;

    /**
     * Writes the event, if it is on.
     *
     * @param pid the peer's, as the kernel tells it; 0 if it does not
     * @param reason the label of the reason, as counters show it
     * @param detail for people; build it before the call only if that costs nothing
     */
    public static void emit(int pid, String reason, String detail) {
        if (!PROBE.isEnabled()) {
            return;
        }
        MessageRejectedEvent event = new MessageRejectedEvent();
        event.processId = pid;
        event.reason = reason;
        event.detail = detail;
        event.commit();
    }
}
