package dev.sluice.emulator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.sluice.emulator.sql.FunctionRule.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads calls of functions, with what may stand between their parentheses and after them.
 */
final class CallParser {

	private final Parser parser;

	private final Tokens tokens;

	CallParser(Parser parser) {
		this.parser = parser;
		this.tokens = parser.tokens;
	}

	/**
	 * Returns whether a call starts here, {@code CURRENT_TIMESTAMP} without parentheses
	 * included.
	 */
	boolean atCall() {
		boolean plain = this.tokens.peek(1).is("(");
		boolean safe = this.tokens.at("SAFE", ".") && this.tokens.peek(3).is("(");
		return plain || safe || Clocks.isName(this.tokens.peek());
	}

	String call() {
		boolean safe = this.tokens.accept("SAFE", ".");
		Token name = this.tokens.next();
		if (Clocks.isName(name)) {
			return Clocks.read(name, this.parser);
		}
		FunctionRule rule = function(name);
		this.tokens.expect("(");
		Call call = arguments(name, rule);
		this.tokens.expect(")");
		String over = this.tokens.at("OVER") ? over(name, rule) : "";
		if (rule.kind() == Kind.WINDOW && over.isEmpty()) {
			throw Tokens.error("Analytic function " + name.text() + " cannot be called without an OVER clause", name);
		}
		String sql = call.render(rule, over);
		return safe ? "TRY(" + sql + ')' : sql;
	}

	private static FunctionRule function(Token name) {
		String known = name.text().toUpperCase(Locale.ROOT);
		FunctionRule rule = Functions.find(known);
		if (rule == null) {
			String meant = Spelling.nearest(known, Functions.names())
				.map((nearest) -> "; Did you mean " + nearest.toLowerCase(Locale.ROOT) + '?')
				.orElse("");
			throw Tokens.error("Function not found: " + name.text() + meant, name);
		}
		return rule;
	}

	private Call arguments(Token name, FunctionRule rule) {
		boolean distinct = this.tokens.accept("DISTINCT");
		List<String> arguments = new ArrayList<>();
		while (!this.tokens.at(")") && !atModifier()) {
			if (!arguments.isEmpty()) {
				this.tokens.expect(",");
			}
			arguments.add(argument(rule, arguments.size()));
		}
		Boolean ignoreNulls = nullHandling();
		String having = having();
		String order = this.tokens.accept("ORDER", "BY") ? this.parser.queries.orderBy() : "";
		String limit = this.tokens.accept("LIMIT") ? this.parser.queries.count() : null;
		boolean plain = !distinct && ignoreNulls == null && having == null && order.isEmpty() && limit == null;
		if (rule.kind() == Kind.SCALAR && !plain) {
			throw Tokens.error("Function " + name.text() + " does not support DISTINCT, IGNORE NULLS, HAVING, ORDER BY"
					+ " or LIMIT in its arguments", name);
		}
		return new Call(name, distinct, arguments, ignoreNulls, having, order, limit);
	}

	private boolean atModifier() {
		return this.tokens.at("IGNORE") || this.tokens.at("RESPECT") || this.tokens.at("HAVING")
				|| this.tokens.at("ORDER") || this.tokens.at("LIMIT");
	}

	private String argument(FunctionRule rule, int index) {
		if (rule.partArgument() == index) {
			return DateParts.part(this.tokens);
		}
		if (rule.formatArgument() == index) {
			return Quoting.text(TimeFormats.format(this.tokens.next()));
		}
		if (rule.kind() == Kind.AGGREGATE && this.tokens.at("*", ")")) {
			return this.tokens.next().text();
		}
		if (this.tokens.peek(1).is("=>")) {
			throw this.tokens.unsupported("named arguments");
		}
		return this.parser.expressions.sql();
	}

	private @Nullable Boolean nullHandling() {
		if (this.tokens.accept("IGNORE", "NULLS")) {
			return true;
		}
		return this.tokens.accept("RESPECT", "NULLS") ? false : null;
	}

	private @Nullable String having() {
		if (!this.tokens.accept("HAVING")) {
			return null;
		}
		String function = this.tokens.accept("MIN") ? "arg_min" : "arg_max";
		if (function.equals("arg_max")) {
			this.tokens.expect("MAX");
		}
		return function + "($1, " + this.parser.expressions.sql() + ')';
	}

	private String over(Token name, FunctionRule rule) {
		if (rule.kind() == Kind.SCALAR) {
			throw Tokens.error("Function " + name.text() + " does not support an OVER clause", name);
		}
		this.tokens.expect("OVER");
		return " OVER " + (this.tokens.at("(") ? window() : Quoting.identifier(this.tokens.name()));
	}

	/**
	 * Reads a window in parentheses.
	 */
	String window() {
		this.tokens.expect("(");
		List<String> parts = new ArrayList<>();
		if (this.tokens.peek().isName()) {
			parts.add(Quoting.identifier(this.tokens.name()));
		}
		if (this.tokens.accept("PARTITION", "BY")) {
			parts.add("PARTITION BY " + String.join(", ", this.parser.expressions.list()));
		}
		if (this.tokens.accept("ORDER", "BY")) {
			parts.add("ORDER BY " + this.parser.queries.orderBy());
		}
		if (this.tokens.at("ROWS") || this.tokens.at("RANGE")) {
			parts.add(frame());
		}
		this.tokens.expect(")");
		return '(' + String.join(" ", parts) + ')';
	}

	private String frame() {
		String unit = this.tokens.next().text();
		if (!this.tokens.accept("BETWEEN")) {
			return unit + ' ' + bound();
		}
		String from = bound();
		this.tokens.expect("AND");
		return unit + " BETWEEN " + from + " AND " + bound();
	}

	private String bound() {
		if (this.tokens.accept("CURRENT")) {
			this.tokens.expect("ROW");
			return "CURRENT ROW";
		}
		String distance = this.tokens.accept("UNBOUNDED") ? "UNBOUNDED" : this.parser.expressions.sql();
		if (this.tokens.accept("PRECEDING")) {
			return distance + " PRECEDING";
		}
		this.tokens.expect("FOLLOWING");
		return distance + " FOLLOWING";
	}

}
