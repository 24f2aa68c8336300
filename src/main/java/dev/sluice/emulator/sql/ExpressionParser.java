package dev.sluice.emulator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reads expressions by GoogleSQL's precedence and writes every operation in parentheses,
 * since DuckDB's differs.
 */
final class ExpressionParser {

	private static final Map<String, String> COMPARISONS = Map.of("=", "=", "!=", "<>", "<>", "<>", "<", "<", ">", ">",
			"<=", "<=", ">=", ">=");

	private final Parser parser;

	private final Tokens tokens;

	ExpressionParser(Parser parser) {
		this.parser = parser;
		this.tokens = parser.tokens;
	}

	String sql() {
		return expression().sql();
	}

	List<String> list() {
		List<String> list = new ArrayList<>();
		do {
			list.add(sql());
		}
		while (this.tokens.accept(","));
		return list;
	}

	Expression expression() {
		Expression left = and();
		while (this.tokens.accept("OR")) {
			left = Expression.of('(' + left.sql() + " OR " + and().sql() + ')');
		}
		return left;
	}

	private Expression and() {
		Expression left = not();
		while (this.tokens.accept("AND")) {
			left = Expression.of('(' + left.sql() + " AND " + not().sql() + ')');
		}
		return left;
	}

	private Expression not() {
		if (this.tokens.accept("NOT")) {
			return Expression.of("(NOT " + not().sql() + ')');
		}
		return comparison();
	}

	private Expression comparison() {
		Expression left = bitOr();
		if (COMPARISONS.containsKey(this.tokens.peek().text()) && this.tokens.peek().kind() == Token.Kind.SYMBOL) {
			String operator = COMPARISONS.getOrDefault(this.tokens.next().text(), "=");
			return Expression.of('(' + left.sql() + ' ' + operator + ' ' + bitOr().sql() + ')');
		}
		if (this.tokens.accept("IS")) {
			return is(left.sql());
		}
		boolean negated = this.tokens.at("NOT") && (this.tokens.peek(1).is("LIKE") || this.tokens.peek(1).is("IN")
				|| this.tokens.peek(1).is("BETWEEN"));
		if (negated) {
			this.tokens.next();
		}
		String not = negated ? "NOT " : "";
		if (this.tokens.accept("LIKE")) {
			return Expression.of('(' + left.sql() + ' ' + not + "LIKE " + bitOr().sql() + " ESCAPE '\\')");
		}
		if (this.tokens.accept("BETWEEN")) {
			String low = bitOr().sql();
			this.tokens.expect("AND");
			return Expression.of('(' + left.sql() + ' ' + not + "BETWEEN " + low + " AND " + bitOr().sql() + ')');
		}
		return this.tokens.accept("IN") ? in(left.sql(), not) : left;
	}

	private Expression is(String left) {
		String not = this.tokens.accept("NOT") ? "NOT " : "";
		if (this.tokens.accept("DISTINCT")) {
			this.tokens.expect("FROM");
			return Expression.of('(' + left + " IS " + not + "DISTINCT FROM " + bitOr().sql() + ')');
		}
		for (String word : List.of("NULL", "TRUE", "FALSE")) {
			if (this.tokens.accept(word)) {
				return Expression.of('(' + left + " IS " + not + word + ')');
			}
		}
		throw this.tokens.unexpected();
	}

	private Expression in(String left, String not) {
		if (this.tokens.accept("UNNEST")) {
			this.tokens.expect("(");
			String array = sql();
			this.tokens.expect(")");
			return Expression.of('(' + not + '(' + left + " = ANY(" + array + ")))");
		}
		this.tokens.expect("(");
		boolean query = this.tokens.at("SELECT") || this.tokens.at("WITH");
		String right = query ? this.parser.queries.query() : String.join(", ", list());
		this.tokens.expect(")");
		return Expression.of('(' + left + ' ' + not + "IN (" + right + "))");
	}

	private Expression bitOr() {
		return binary(this::bitXor, Map.of("|", "(%s | %s)"));
	}

	private Expression bitXor() {
		return binary(this::bitAnd, Map.of("^", "xor(%s, %s)"));
	}

	private Expression bitAnd() {
		return binary(this::shift, Map.of("&", "(%s & %s)"));
	}

	private Expression shift() {
		Expression left = sum();
		while (this.tokens.at("<<") || this.tokens.at(">", ">")) {
			String operator = this.tokens.accept("<<") ? "<<" : ">>";
			if (operator.equals(">>")) {
				this.tokens.accept(">", ">");
			}
			left = Expression.of('(' + left.sql() + ' ' + operator + ' ' + sum().sql() + ')');
		}
		return left;
	}

	private Expression sum() {
		return binary(this::product, Map.of("+", "(%s + %s)", "-", "(%s - %s)"));
	}

	private Expression product() {
		return binary(this::unary, Map.of("*", "(%s * %s)", "/", Macros.DIVIDE + "(%s, %s)", "||", "(%s || %s)"));
	}

	private Expression binary(Supplier<Expression> operand, Map<String, String> operators) {
		Expression left = operand.get();
		while (this.tokens.peek().kind() == Token.Kind.SYMBOL && operators.containsKey(this.tokens.peek().text())) {
			String template = operators.getOrDefault(this.tokens.next().text(), "");
			left = Expression.of(template.formatted(left.sql(), operand.get().sql()));
		}
		return left;
	}

	private Expression unary() {
		if (this.tokens.at("-") && this.tokens.peek(1).kind() == Token.Kind.INTEGER) {
			this.tokens.next();
			return Expression.of(this.parser.primaries.integer("-"));
		}
		for (String operator : List.of("-", "+", "~")) {
			if (this.tokens.accept(operator)) {
				return Expression.of('(' + operator + unary().sql() + ')');
			}
		}
		return this.parser.primaries.postfix();
	}

}
