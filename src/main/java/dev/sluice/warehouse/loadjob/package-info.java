/**
 * Load jobs: files of rows, and the jobs that load them.
 */
@NullMarked
package dev.sluice.warehouse.loadjob;

import org.jspecify.annotations.NullMarked;
