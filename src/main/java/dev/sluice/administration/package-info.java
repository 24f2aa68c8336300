/**
 * Status and switches of pipelines for people and their tools.
 */
@NullMarked
package dev.sluice.administration;

import org.jspecify.annotations.NullMarked;
