package org.ttflight.host;

/** Whether a process still runs. */
public enum Liveness {
    /** It runs, or is at least there and not ours to look at. */
    ALIVE,
    /** There is no such process, or only a zombie. */
    DEAD,
    /** The pid belongs to a process that started at another time. */
    PID_REUSED,
    /** It cannot be told: procfs hides the processes of others. */
    UNKNOWN
}
