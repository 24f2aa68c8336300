/**
 * Problems, as RFC 9457 has them, in the place of every error of the administration.
 */
@NullMarked
package dev.sluice.administration.web.problem;

import org.jspecify.annotations.NullMarked;
