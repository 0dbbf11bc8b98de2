package org.ttflight.watch;

/** Which keys steer what is played. All others do what they do without. */
final class Steering {
    private Steering() {}

    /** Obeys a key if it is one of these; returns whether it was. */
    static boolean press(Key key, WatchState state, Playback playback) {
        if (state.isTyping() || state.isHelp()) {
            return false;
        }
        switch (key.name()) {
            case LEFT -> playback.back();
            case RIGHT -> playback.forward();
            case CHARACTER -> {
                return letter(key.character(), playback);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean letter(int letter, Playback playback) {
        switch (letter) {
            case 'p', ' ' -> playback.togglePause();
            case '+', '=' -> playback.faster();
            case '-', '_' -> playback.slower();
            default -> {
                return false;
            }
        }
        return true;
    }
}
