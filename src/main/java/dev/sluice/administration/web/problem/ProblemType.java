package dev.sluice.administration.web.problem;

import java.util.Arrays;
import java.util.Locale;

import dev.sluice.administration.OperationRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of problems. The documentation has a heading for each, and
 * {@link ProblemsEndpoint} serves them.
 */
public enum ProblemType {

	/** The request itself is wrong. */
	INVALID_REQUEST(400, "The request is wrong",
			"Mend the request as the detail says; sent again as it is, it fails again."),

	/** Nobody has logged in, or with a wrong password. */
	LOGIN_NEEDED(401, "A login is needed",
			"Log in by HTTP Basic as a user of sluice.administration.users. Only health and info need no login."),

	/** The user may not do it. */
	FORBIDDEN(403, "The user may not do this",
			"Log in as a user with the role 'administrator'; that of 'reader' may only look."),

	/** There is nothing of that name. */
	UNKNOWN(404, "There is nothing of that name",
			"Correct the path or the name in it; the OpenAPI document lists all paths."),

	/** The path knows other methods. */
	METHOD_NOT_ALLOWED(405, "The path does not take this method",
			"Use a method of the Allow header: GET looks, POST acts."),

	/** The caller wants a form of answer that there is not. */
	NOT_ACCEPTABLE(406, "There is no answer of the wanted form",
			"Leave the Accept header out, or accept application/json."),

	/** The operation would be unsafe as things are. */
	UNSAFE(409, "It would be unsafe as things are",
			"Do first what the detail says, usually to stop the pipeline, and send the request again."),

	/** The body is too large. */
	TOO_LARGE(413, "The request is too large", "Send less; no operation needs more than a few kilobytes."),

	/** The body is of a form that is not understood. */
	UNSUPPORTED_BODY(415, "The body is of another form",
			"Send the parameters as a JSON object, with the header 'Content-Type: application/json'."),

	/** Too many logins have failed. */
	TOO_MANY_LOGINS(429, "Too many logins have failed",
			"Wait as many seconds as the Retry-After header says. Logins from other addresses are not held up."),

	/** A defect, or an outage that was not foreseen. */
	UNEXPECTED(500, "Something unexpected has happened",
			"Look for the id of the problem in the log of the instance, which tells the cause."),

	/** What the operation was sent on to has failed. */
	FAILED(502, "Something that is needed for it has refused it",
			"Do what the detail says, and send the request again."),

	/** Something that the operation needs does not answer. */
	UNAVAILABLE(503, "Something that is needed for it does not answer",
			"Nothing has been changed unless the detail says so. Send the request again when it is back.");

	private final int status;

	private final String title;

	private final String action;

	ProblemType(int status, String title, String action) {
		this.status = status;
		this.title = title;
		this.action = action;
	}

	/**
	 * The kind of a refusal.
	 */
	static ProblemType of(OperationRefusedException.Why why) {
		return switch (why) {
			case INVALID -> INVALID_REQUEST;
			case UNKNOWN -> UNKNOWN;
			case UNSAFE -> UNSAFE;
			case FAILED -> FAILED;
			case UNAVAILABLE -> UNAVAILABLE;
		};
	}

	/**
	 * The kind that an HTTP status stands for.
	 * @param status an error, 400 or above
	 */
	static ProblemType of(int status) {
		ProblemType other = (status < 500) ? INVALID_REQUEST : UNEXPECTED;
		return Arrays.stream(values()).filter((type) -> type.status == status).findFirst().orElse(other);
	}

	/**
	 * The kind of that name.
	 * @return the kind, or {@code null} if there is none
	 */
	static @Nullable ProblemType find(String name) {
		return Arrays.stream(values()).filter((type) -> type.anchor().equals(name)).findFirst().orElse(null);
	}

	/**
	 * Its name in addresses and documentation, such as {@code too-many-logins}.
	 */
	public String anchor() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	public int status() {
		return this.status;
	}

	public String title() {
		return this.title;
	}

	/**
	 * What to do about it, whatever the request.
	 */
	public String action() {
		return this.action;
	}

}
