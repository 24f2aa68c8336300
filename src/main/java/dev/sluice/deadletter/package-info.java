/**
 * Bad rows and failed inserts kept on topics of their own.
 */
@NullMarked
package dev.sluice.deadletter;

import org.jspecify.annotations.NullMarked;
