package org.ttflight.replay;

import java.util.List;
import org.ttflight.ledger.BufferInfo;
import org.ttflight.ledger.BufferQuery;
import org.ttflight.ledger.LedgerControl;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.ledger.MemoryType;

/** What a ledger would be asked, asked of a recording. */
final class ReplayControl implements LedgerControl {
    private final Playhead playhead;
    private final Happenings happenings;

    ReplayControl(Playhead playhead, Happenings happenings) {
        this.playhead = playhead;
        this.happenings = happenings;
    }

    @Override
    public LedgerSnapshot snapshot() {
        LedgerSnapshot ledger = playhead.observation().ledger();
        if (ledger == null) {
            throw new IllegalStateException("a recollection has a ledger");
        }
        return ledger;
    }

    @Override
    public List<BufferInfo> list(BufferQuery query) {
        return playhead.recollection().list(query);
    }

    @Override
    public void resetPeak(int device, MemoryType type) {
        throw new IllegalStateException("a replay shows the peaks as they were recorded");
    }

    @Override
    public void setThreshold(int device, MemoryType type, long bytes) {
        happenings.threshold(device, type, bytes);
    }
}
