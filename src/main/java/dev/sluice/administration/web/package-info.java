/**
 * HTTP as the administration speaks it: logins, problems and its own description.
 */
@NullMarked
package dev.sluice.administration.web;

import org.jspecify.annotations.NullMarked;
