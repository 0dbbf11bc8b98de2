package org.ttflight.watch;

/**
 * A key that was pressed.
 *
 * @param character the code point of a {@link Name#CHARACTER}; 0 for all others
 */
record Key(Name name, int character) {
    /** Which key. */
    enum Name {
        CHARACTER,
        UP,
        DOWN,
        LEFT,
        RIGHT,
        PAGE_UP,
        PAGE_DOWN,
        HOME,
        END,
        ENTER,
        ESCAPE,
        BACKSPACE,
        /** Clears what was typed: Ctrl-U. */
        CLEAR,
        HELP,
        /** Draws everything anew: Ctrl-L. */
        REDRAW,
        /** Stops the program for a while: Ctrl-Z. */
        SUSPEND,
        /** Ends the program: Ctrl-C. */
        INTERRUPT,
        /** The terminal is gone. */
        GONE,
        /** One that nothing is bound to. */
        OTHER
    }

    static Key of(Name name) {
        return new Key(name, 0);
    }

    static Key of(int character) {
        return new Key(Name.CHARACTER, character);
    }
}
