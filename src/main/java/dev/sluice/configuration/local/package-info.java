/**
 * Local mode: a broker and a BigQuery emulator in the process of the loader. The
 * production jar does not hold this package.
 */
@NullMarked
package dev.sluice.configuration.local;

import org.jspecify.annotations.NullMarked;
