/**
 * One versioned document of everything a screen can show, and its JSON.
 *
 * <p>The daemon builds the document from the ledger's published snapshot and from what the host
 * says; programs read it back from JSON. Unknown is null or absent, never 0. The records carry
 * plain numbers and words, so that a reader needs nothing else of this project. docs/SNAPSHOT.md
 * describes every field.
 */
@NullMarked
package org.ttflight.snapshot;

import org.jspecify.annotations.NullMarked;
