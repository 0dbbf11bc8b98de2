package org.ttflight.watch;

/** What is watched is not of now but is played, and can be steered. Thread-safe. */
public interface Playback {
    /** Returns what is played, where it is and how fast it goes, on one line. */
    String line();

    /** Stands still, or goes on. */
    void togglePause();

    /** Goes slower. */
    void slower();

    /** Goes faster. */
    void faster();

    /** Goes a step back. */
    void back();

    /** Goes a step into the future. */
    void forward();
}
