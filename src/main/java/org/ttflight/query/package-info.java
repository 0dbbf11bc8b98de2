/**
 * Fields of devices and processes by name, with unit and meaning, and CSV of them. The names follow
 * {@code nvidia-smi}'s habits; one catalogue serves the output, the help and the documentation.
 */
@NullMarked
package org.ttflight.query;

import org.jspecify.annotations.NullMarked;
