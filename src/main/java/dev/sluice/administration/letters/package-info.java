/**
 * Dead letters and failed inserts as operators see them: counted by cause, looked at,
 * rehearsed and replayed.
 */
@NullMarked
package dev.sluice.administration.letters;

import org.jspecify.annotations.NullMarked;
