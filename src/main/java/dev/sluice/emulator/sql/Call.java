package dev.sluice.emulator.sql;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A call of a function, its arguments translated.
 *
 * @param name the function's name as written
 * @param distinct whether equal arguments count once
 * @param arguments the arguments
 * @param ignoreNulls whether to pass over nulls, or {@code null} if not said
 * @param having the aggregation that picks the row by another expression, with {@code $1}
 * for the argument, or {@code null}
 * @param order what to order by, or empty
 * @param limit how many elements to keep, or {@code null} for all
 */
record Call(Token name, boolean distinct, List<String> arguments, @Nullable Boolean ignoreNulls,
		@Nullable String having, String order, @Nullable String limit) {

	/**
	 * Writes the call by a function's rule.
	 * @param over the window clause, or empty
	 */
	String render(FunctionRule rule, String over) {
		if (this.having != null) {
			return this.having.replace("$1", this.arguments.get(0)) + over;
		}
		if (this.name.is("STRING_AGG") && this.limit != null) {
			String separator = (this.arguments.size() > 1) ? this.arguments.get(1) : "','";
			return "array_to_string(" + limited(listed("list", this.arguments.subList(0, 1)) + over) + ", " + separator
					+ ')';
		}
		return switch (rule.kind()) {
			case SCALAR -> rule.render(this.name, this.arguments);
			case WINDOW -> rule.render(this.name, withNulls()) + over;
			case AGGREGATE -> limited(aggregate(rule) + over);
		};
	}

	private String aggregate(FunctionRule rule) {
		if (this.name.is("ARRAY_AGG")) {
			return listed("list", this.arguments);
		}
		List<String> arguments = new ArrayList<>(this.arguments);
		if (this.name.is("STRING_AGG") && arguments.size() == 1) {
			arguments.add("','");
		}
		if (!arguments.isEmpty()) {
			arguments.set(0, (this.distinct ? "DISTINCT " : "") + arguments.get(0));
			int last = arguments.size() - 1;
			arguments.set(last, arguments.get(last) + ordering());
		}
		return rule.render(this.name, arguments);
	}

	private String listed(String function, List<String> arguments) {
		boolean keepNulls = (this.ignoreNulls != null) ? !this.ignoreNulls : this.name.is("ARRAY_AGG");
		String filter = keepNulls ? "" : " FILTER (" + arguments.get(0) + " IS NOT NULL)";
		return function + '(' + (this.distinct ? "DISTINCT " : "") + arguments.get(0) + ordering() + ')' + filter;
	}

	private List<String> withNulls() {
		if (!Boolean.TRUE.equals(this.ignoreNulls) || this.arguments.isEmpty()) {
			return this.arguments;
		}
		List<String> arguments = new ArrayList<>(this.arguments);
		int last = arguments.size() - 1;
		arguments.set(last, arguments.get(last) + " IGNORE NULLS");
		return arguments;
	}

	private String ordering() {
		return this.order.isEmpty() ? "" : " ORDER BY " + this.order;
	}

	private String limited(String sql) {
		return (this.limit != null) ? '(' + sql + ")[1:" + this.limit + ']' : sql;
	}

}
