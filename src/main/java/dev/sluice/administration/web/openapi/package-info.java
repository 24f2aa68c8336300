/**
 * The description of the administration for tools, in the form of OpenAPI.
 */
@NullMarked
package dev.sluice.administration.web.openapi;

import org.jspecify.annotations.NullMarked;
