package org.ttflight.jconsole;

/**
 * Which process, as far as a list tells: several that are not verified may claim the same pid.
 *
 * @param verified whether the kernel vouches for the pid
 */
record ProcessKey(int pid, boolean verified) {
    static ProcessKey of(ProcessReading process) {
        return new ProcessKey(process.pid(), process.verified());
    }

    static ProcessKey of(HoldingReading holding) {
        return new ProcessKey(holding.pid(), holding.verified());
    }
}
