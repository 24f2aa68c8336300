package dev.sluice.administration.web.problem;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * The kinds of problems, explained: {@code GET /actuator/problems}, and
 * {@code GET /actuator/problems/<kind>}, which the type of every problem leads to.
 */
@WebEndpoint(id = "problems")
public class ProblemsEndpoint {

	/**
	 * All kinds of problems.
	 */
	@ReadOperation
	public ProblemsDescriptor problems() {
		return new ProblemsDescriptor(Arrays.stream(ProblemType.values()).map(ProblemDescriptor::of).toList());
	}

	/**
	 * One kind of problem, or nothing (404) if there is none of that name.
	 * @param kind the last part of a problem's type, such as {@code unsafe}
	 */
	@ReadOperation
	public @Nullable ProblemDescriptor problem(@Selector String kind) {
		ProblemType type = ProblemType.find(kind);
		return (type != null) ? ProblemDescriptor.of(type) : null;
	}

	/**
	 * All kinds of problems.
	 *
	 * @param problems the kinds, by their status
	 */
	public record ProblemsDescriptor(List<ProblemDescriptor> problems) {

	}

	/**
	 * A kind of problem.
	 *
	 * @param kind its name
	 * @param status its HTTP status
	 * @param title what it is, in short
	 * @param action what to do about it
	 */
	public record ProblemDescriptor(String kind, int status, String title, String action) {

		static ProblemDescriptor of(ProblemType type) {
			return new ProblemDescriptor(type.anchor(), type.status(), type.title(), type.action());
		}

	}

}
