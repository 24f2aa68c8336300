package dev.sluice.administration.web.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Why a request has failed and what to do, as RFC 9457 has it
 * ({@code application/problem+json}). Holds no secrets, no contents of records and no
 * names of classes.
 *
 * @param type where this kind of problem is explained, a path of this server; the same
 * for every problem of the kind
 * @param title the kind of problem in short
 * @param status the HTTP status
 * @param detail what is wrong with this request, and what to do
 * @param instance the path that was asked for
 * @param id of an unexpected problem, the number under which the log tells its cause
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, String title, int status, String detail, String instance, @Nullable String id) {

}
