/**
 * The allocation protocol as bytes: frame layouts, the views that read and write them, and the
 * recipe that tells the four frame sizes apart.
 *
 * <p>Knows {@link java.nio.ByteBuffer} and nothing else of this project. Nothing here blocks, logs,
 * allocates per message, or throws on bad input; a bad message is a {@link
 * org.ttflight.wire.Rejection}. All integers are little-endian.
 *
 * <p>Layout source: tt-metal's {@code allocation_server_poc.cpp}, {@code struct AllocMessage}, of
 * which four incompatible sizes exist (72, 112, 128 and 144 bytes). docs/PROTOCOL.md describes them
 * all.
 */
@NullMarked
package org.ttflight.wire;

import org.jspecify.annotations.NullMarked;
