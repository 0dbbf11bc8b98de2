package org.ttflight.jmx;

import org.ttflight.ledger.MemoryType;

/** One memory type on one device. */
record DeviceMemoryKey(int device, MemoryType type) {}
