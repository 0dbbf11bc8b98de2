package org.ttflight.ledger;

/**
 * What shared memory says of one chip behind a device.
 *
 * @param chip tt-metal's own number of the chip
 * @param isRemote whether it is reached over Ethernet, so that it has no device of its own
 */
public record SharedChip(long chip, boolean isRemote, SharedUsage usage) {}
