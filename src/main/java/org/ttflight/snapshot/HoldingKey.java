package org.ttflight.snapshot;

import org.ttflight.ledger.ProcessIdentity;

/** One process on one device. */
record HoldingKey(ProcessIdentity process, int device) {}
