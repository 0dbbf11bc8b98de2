package org.ttflight.snapshot;

/**
 * What one process holds on one device.
 *
 * @param device the device's ordinal
 * @param memory empty where the process has the device open but does not report what it holds
 */
public record ProcessMemory(int device, MemoryByType memory) {}
