package org.ttflight.ledger;

/**
 * What is held on one device, by everybody or by one process.
 *
 * @param device the device's ordinal, as the reporting programs number it
 */
public record DeviceUsage(int device, Usage usage) {}
