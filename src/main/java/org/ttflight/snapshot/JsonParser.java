package org.ttflight.snapshot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object (RFC 8259) into maps, lists, strings, longs, doubles and booleans.
 *
 * <p>A command that a person waits for runs in an interpreter: the JVM is gone before it has
 * compiled much. There a library's tokenizer, made for large input, takes as long for a small
 * document as a third of the JVM's start; this loop over bytes takes a quarter of that.
 *
 * <p>Bad input is an {@link IOException} that says what is wrong. Of a name that is there twice the
 * last one counts. Numbers are longs where they fit, else doubles.
 */
final class JsonParser {
    /** Deeper than any document, and shallow enough for the stack. */
    private static final int MAX_DEPTH = 200;

    private final byte[] text;
    private int at;
    private int depth;

    private JsonParser(byte[] text) {
        this.text = text;
    }

    /**
     * @throws IOException if that is not one JSON object, whole and alone
     */
    static Map<String, @Nullable Object> object(String json) throws IOException {
        JsonParser parser = new JsonParser(json.getBytes(StandardCharsets.UTF_8));
        parser.skipBlanks();
        if (parser.at == parser.text.length) {
            throw new IOException("the answer is empty");
        }
        if (parser.text[parser.at] != '{') {
            throw new IOException("the answer is not a JSON object");
        }
        Map<String, @Nullable Object> values = parser.object();
        parser.skipBlanks();
        if (parser.at < parser.text.length) {
            throw parser.wrong("it goes on after its end");
        }
        return values;
    }

    private Map<String, @Nullable Object> object() throws IOException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        enter();
        if (next() == '}') {
            at++;
        } else {
            do {
                if (next() != '"') {
                    throw wrong("a name is expected");
                }
                String name = string();
                if (next() != ':') {
                    throw wrong("a colon is expected");
                }
                at++;
                values.put(name, value());
            } while (goesOn('}'));
        }
        depth--;
        return values;
    }

    private List<@Nullable Object> array() throws IOException {
        List<@Nullable Object> values = new ArrayList<>();
        enter();
        if (next() == ']') {
            at++;
        } else {
            do {
                values.add(value());
            } while (goesOn(']'));
        }
        depth--;
        return values;
    }

    private void enter() throws IOException {
        at++;
        if (++depth > MAX_DEPTH) {
            throw wrong("it is nested too deeply");
        }
    }

    /** Passes over a comma, or over the end of an object or array, and returns whether a comma. */
    private boolean goesOn(char end) throws IOException {
        byte found = next();
        if (found != ',' && found != end) {
            throw wrong("a comma or the end of an object or array is expected");
        }
        at++;
        return found == ',';
    }

    private @Nullable Object value() throws IOException {
        return switch (next()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private @Nullable Object word(String word, @Nullable Object value) throws IOException {
        for (int i = 0; i < word.length(); i++) {
            if (byteAt(at) != word.charAt(i)) {
                throw wrong("a value is expected");
            }
            at++;
        }
        return value;
    }

    private Number number() throws IOException {
        int start = at;
        boolean isNegative = text[at] == '-';
        if (isNegative) {
            at++;
        }
        int digits = at;
        long whole = 0;
        while (isDigit()) {
            whole = whole * 10 + (text[at] - '0');
            at++;
        }
        int count = at - digits;
        if (count == 0 || (count > 1 && text[digits] == '0')) {
            throw wrong("a value is expected");
        }
        boolean hasFraction = fraction();
        boolean isDecimal = exponent() || hasFraction;
        if (!isDecimal && count <= 18) {
            return isNegative ? -whole : whole;
        }
        String number = new String(text, start, at - start, StandardCharsets.ISO_8859_1);
        if (isDecimal) {
            return Double.valueOf(number);
        }
        try {
            return Long.valueOf(number);
        } catch (NumberFormatException e) {
            return Double.valueOf(number); // does not fit
        }
    }

    private boolean fraction() throws IOException {
        if (at == text.length || text[at] != '.') {
            return false;
        }
        at++;
        digits();
        return true;
    }

    private boolean exponent() throws IOException {
        if (at == text.length || (text[at] != 'e' && text[at] != 'E')) {
            return false;
        }
        at++;
        if (byteAt(at) == '+' || byteAt(at) == '-') {
            at++;
        }
        digits();
        return true;
    }

    private void digits() throws IOException {
        if (byteAt(at) < '0' || text[at] > '9') {
            throw wrong("a digit is expected");
        }
        while (isDigit()) {
            at++;
        }
    }

    private boolean isDigit() {
        return at < text.length && text[at] >= '0' && text[at] <= '9';
    }

    private String string() throws IOException {
        byte[] bytes = text;
        int start = at + 1;
        int end = start;
        byte all = 0;
        while (end < bytes.length && bytes[end] != '"') {
            byte found = bytes[end];
            if (found == '\\') {
                return escaped(start, end);
            }
            all |= found;
            end++;
        }
        byteAt(end);
        at = end + 1;
        // Negative: not ASCII. What is ASCII need not be decoded, only copied.
        return new String(
                bytes,
                start,
                end - start,
                all < 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    private String escaped(int start, int firstEscape) throws IOException {
        StringBuilder string = new StringBuilder();
        int plain = start;
        int end = firstEscape;
        while (byteAt(end) != '"') {
            if (text[end] != '\\') {
                end++;
                continue;
            }
            string.append(new String(text, plain, end - plain, StandardCharsets.UTF_8));
            byte kind = byteAt(end + 1);
            end += 2;
            if (kind == 'u') {
                string.append(hexadecimal(end));
                end += 4;
            } else {
                at = end;
                string.append(meaning(kind));
            }
            plain = end;
        }
        string.append(new String(text, plain, end - plain, StandardCharsets.UTF_8));
        at = end + 1;
        return string.toString();
    }

    private char meaning(byte kind) throws IOException {
        return switch (kind) {
            case '"', '\\', '/' -> (char) kind;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> throw wrong("there is no such escape");
        };
    }

    private char hexadecimal(int from) throws IOException {
        int code = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(byteAt(i), 16);
            if (digit < 0) {
                at = i;
                throw wrong("a hexadecimal digit is expected");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    /** Passes over blanks, and returns what comes then, without passing over it. */
    private byte next() throws IOException {
        skipBlanks();
        return byteAt(at);
    }

    private void skipBlanks() {
        while (at < text.length
                && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
            at++;
        }
    }

    private byte byteAt(int index) throws IOException {
        if (index >= text.length) {
            throw new IOException("the answer ends in the middle");
        }
        return text[index];
    }

    private IOException wrong(String why) {
        return new IOException("the answer is not JSON: " + why + ", at byte " + at);
    }
}
