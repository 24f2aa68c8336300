/**
 * The doctor, which looks at everything that loading needs, and changes nothing.
 */
@NullMarked
package dev.sluice.administration.doctor;

import org.jspecify.annotations.NullMarked;
