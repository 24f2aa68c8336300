/**
 * Logins: who may look and who may act, and how fast one may guess.
 */
@NullMarked
package dev.sluice.administration.web.login;

import org.jspecify.annotations.NullMarked;
