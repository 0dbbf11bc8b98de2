package org.ttflight.host;

/** Numbers at the end of names. */
final class Ordinals {
    private static final int MOST_DIGITS = 9;

    private Ordinals() {}

    /** Returns the number behind the prefix, or -1 if the name is not exactly that. */
    static int parse(String name, String prefix) {
        int digits = name.length() - prefix.length();
        if (digits < 1 || digits > MOST_DIGITS || !name.startsWith(prefix)) {
            return -1;
        }
        int number = 0;
        for (int at = prefix.length(); at < name.length(); at++) {
            int digit = name.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        boolean isPadded = digits > 1 && name.charAt(prefix.length()) == '0';
        return isPadded ? -1 : number;
    }
}
