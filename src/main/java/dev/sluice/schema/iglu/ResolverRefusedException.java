package dev.sluice.schema.iglu;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Says that a resolver's configuration cannot be used.
 */
public final class ResolverRefusedException extends RuntimeException {

	private final transient List<Problem> problems;

	ResolverRefusedException(List<Problem> problems) {
		super(String.join(" ", problems.stream().map(Problem::reason).toList()));
		this.problems = List.copyOf(problems);
	}

	/**
	 * All that is wrong, at least one.
	 */
	public List<Problem> problems() {
		return this.problems;
	}

	/**
	 * Something that is wrong.
	 *
	 * @param property the property's full name
	 * @param value its value, without secrets, or {@code null} if it has none
	 * @param reason why it cannot be used: a sentence
	 * @param action what to write instead: a sentence
	 */
	public record Problem(String property, @Nullable Object value, String reason, String action) {

	}

}
