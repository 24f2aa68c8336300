package dev.sluice.emulator.sql;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;
import dev.sluice.emulator.duckdb.DuckTypes;
import dev.sluice.emulator.sql.Token.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads what stands between operators: literals, names, calls, and the constructs with a
 * syntax of their own.
 */
final class PrimaryParser {

	private static final Map<String, String> TYPED_LITERALS = Map.of("DATE", "CAST(%s AS DATE)", "TIME",
			"CAST(%s AS TIME)", "DATETIME", "CAST(%s AS TIMESTAMP)", "TIMESTAMP", "CAST(%s AS TIMESTAMPTZ)", "NUMERIC",
			"CAST(%s AS DECIMAL(38,9))", "BIGNUMERIC", Macros.BIGNUMERIC + "(%s)", "JSON", "CAST(%s AS JSON)");

	private static final Map<String, String> SUBSCRIPTS = Map.of("OFFSET", Macros.OFFSET + "(%s, %s)", "SAFE_OFFSET",
			Macros.SAFE_OFFSET + "(%s, %s)", "ORDINAL", Macros.OFFSET + "(%s, %s - 1)", "SAFE_ORDINAL",
			Macros.SAFE_OFFSET + "(%s, %s - 1)");

	private final Parser parser;

	private final Tokens tokens;

	PrimaryParser(Parser parser) {
		this.parser = parser;
		this.tokens = parser.tokens;
	}

	/**
	 * Reads a primary expression with the field accesses and subscripts that follow it.
	 */
	Expression postfix() {
		Expression left = primary();
		while (true) {
			if (this.tokens.at(".") && !this.tokens.peek(1).is("*")) {
				this.tokens.next();
				String field = this.tokens.nameAfterDot();
				left = new Expression('(' + left.sql() + ")." + Quoting.identifier(field), field);
			}
			else if (this.tokens.accept("[")) {
				left = Expression.of(subscript(left.sql()));
				this.tokens.expect("]");
			}
			else {
				return left;
			}
		}
	}

	private String subscript(String array) {
		for (Map.Entry<String, String> entry : SUBSCRIPTS.entrySet()) {
			if (this.tokens.accept(entry.getKey(), "(")) {
				String index = this.parser.expressions.sql();
				this.tokens.expect(")");
				return entry.getValue().formatted(array, index);
			}
		}
		if (this.tokens.peek().kind() == Kind.STRING) {
			return '(' + array + ")[" + Quoting.text(this.tokens.next().text()) + ']';
		}
		return Macros.OFFSET + '(' + array + ", " + this.parser.expressions.sql() + ')';
	}

	private Expression primary() {
		Token token = this.tokens.peek();
		return switch (token.kind()) {
			case INTEGER -> Expression.of(integer(""));
			case FLOAT -> Expression.of(floatingPoint());
			case STRING -> Expression.of(Quoting.text(this.tokens.next().text()));
			case BYTES -> Expression.of("from_hex(" + Quoting.text(this.tokens.next().text()) + ')');
			case PARAMETER -> Expression.of(parameter());
			case SYMBOL -> Expression.of(symbol());
			case QUOTED, IDENTIFIER -> word();
			case END -> throw this.tokens.unexpected();
		};
	}

	String integer(String sign) {
		Token token = this.tokens.next();
		String digits = token.text();
		boolean hexadecimal = digits.startsWith("0x") || digits.startsWith("0X");
		BigInteger value = hexadecimal ? new BigInteger(sign + digits.substring(2), 16) : new BigInteger(sign + digits);
		if (value.bitLength() >= Long.SIZE) {
			throw Tokens.error("Invalid integer literal: " + sign + digits, token);
		}
		return "CAST(" + value + " AS BIGINT)";
	}

	private String floatingPoint() {
		String text = Double.toString(Double.parseDouble(this.tokens.next().text()));
		return (text.indexOf('E') < 0) ? text + "e0" : text;
	}

	private String parameter() {
		Token token = this.tokens.next();
		String value = this.parser.environment.parameter(token.text().toLowerCase(Locale.ROOT));
		if (value == null) {
			throw Tokens.error("Query parameter '" + token.text() + "' not found", token);
		}
		return value;
	}

	private String symbol() {
		Token token = this.tokens.peek();
		if (this.tokens.accept("(")) {
			return parenthesized();
		}
		if (this.tokens.accept("[")) {
			return arrayElements();
		}
		if (this.tokens.accept("?")) {
			String value = this.parser.environment.parameter(this.tokens.markersBefore(token));
			if (value == null) {
				throw Tokens.error("Query parameter number " + (this.tokens.markersBefore(token) + 1) + " is not given",
						token);
			}
			return value;
		}
		throw this.tokens.unexpected();
	}

	private String parenthesized() {
		if (this.tokens.at("SELECT") || this.tokens.at("WITH")) {
			return '(' + queryUntilParenthesis();
		}
		List<String> values = this.parser.expressions.list();
		this.tokens.expect(")");
		return ((values.size() == 1) ? "(" : "row(") + String.join(", ", values) + ')';
	}

	private String queryUntilParenthesis() {
		String query = this.parser.queries.query();
		this.tokens.expect(")");
		return query + ')';
	}

	private String arrayElements() {
		if (this.tokens.accept("]")) {
			return "[]";
		}
		String elements = String.join(", ", this.parser.expressions.list());
		this.tokens.expect("]");
		return '[' + elements + ']';
	}

	private Expression word() {
		Token token = this.tokens.peek();
		boolean typedLiteral = token.kind() == Kind.IDENTIFIER && this.tokens.peek(1).kind() == Kind.STRING;
		String template = TYPED_LITERALS.get(token.text().toUpperCase(Locale.ROOT));
		if (typedLiteral && template != null) {
			this.tokens.next();
			return Expression.of(template.formatted(Quoting.text(this.tokens.next().text())));
		}
		String construct = (token.kind() == Kind.IDENTIFIER) ? construct() : null;
		if (construct != null) {
			return Expression.of(construct);
		}
		if (this.parser.calls.atCall()) {
			return Expression.of(this.parser.calls.call());
		}
		String name = this.tokens.name();
		return path(name);
	}

	private Expression path(String first) {
		StringBuilder sql = new StringBuilder(Quoting.identifier(first));
		String last = first;
		while (this.tokens.at(".") && !this.tokens.peek(1).is("*")) {
			this.tokens.next();
			last = this.tokens.nameAfterDot();
			sql.append('.').append(Quoting.identifier(last));
		}
		return new Expression(sql.toString(), last);
	}

	private @Nullable String construct() {
		Token token = this.tokens.peek();
		return switch (token.text().toUpperCase(Locale.ROOT)) {
			case "NULL", "TRUE", "FALSE" -> this.tokens.next().text().toUpperCase(Locale.ROOT);
			case "CASE" -> caseWhen();
			case "CAST", "SAFE_CAST" -> this.tokens.peek(1).is("(") ? cast() : null;
			case "EXTRACT" -> DateParts.extract(this.parser);
			case "EXISTS" -> exists();
			case "ARRAY" -> array();
			case "STRUCT" -> struct();
			case "INTERVAL" -> interval();
			default -> null;
		};
	}

	private String exists() {
		this.tokens.expect("EXISTS");
		this.tokens.expect("(");
		return "EXISTS (" + queryUntilParenthesis();
	}

	private String interval() {
		this.tokens.expect("INTERVAL");
		String count = this.parser.expressions.sql();
		return "INTERVAL (" + count + ") " + DateParts.unit(this.tokens);
	}

	private String caseWhen() {
		this.tokens.expect("CASE");
		StringBuilder sql = new StringBuilder("CASE");
		if (!this.tokens.at("WHEN")) {
			sql.append(' ').append(this.parser.expressions.sql());
		}
		do {
			this.tokens.expect("WHEN");
			sql.append(" WHEN ").append(this.parser.expressions.sql());
			this.tokens.expect("THEN");
			sql.append(" THEN ").append(this.parser.expressions.sql());
		}
		while (this.tokens.at("WHEN"));
		if (this.tokens.accept("ELSE")) {
			sql.append(" ELSE ").append(this.parser.expressions.sql());
		}
		this.tokens.expect("END");
		return sql.append(" END").toString();
	}

	private String cast() {
		boolean safe = this.tokens.next().is("SAFE_CAST");
		this.tokens.expect("(");
		String value = this.parser.expressions.sql();
		this.tokens.expect("AS");
		Field type = this.parser.types.field("");
		if (this.tokens.at("FORMAT")) {
			throw this.tokens.unsupported("CAST with FORMAT");
		}
		this.tokens.expect(")");
		if (type.type() == FieldType.STRING && !type.repeated()) {
			return Macros.STRING + '(' + value + ')';
		}
		if (type.type() == FieldType.BIGNUMERIC && !type.repeated()) {
			return (safe ? "TRY(" : "(") + Macros.BIGNUMERIC + '(' + value + "))";
		}
		return (safe ? "TRY_CAST(" : "CAST(") + value + " AS " + DuckTypes.of(type) + ')';
	}

	private String array() {
		this.tokens.expect("ARRAY");
		if (this.tokens.accept("(")) {
			return "ARRAY(" + queryUntilParenthesis();
		}
		String type = null;
		if (this.tokens.accept("<")) {
			type = DuckTypes.of(TypeParser.repeated(this.parser.types.field("")));
			this.tokens.expect(">");
		}
		this.tokens.expect("[");
		String elements = arrayElements();
		return (type != null) ? "CAST(" + elements + " AS " + type + ')' : elements;
	}

	private String struct() {
		this.tokens.expect("STRUCT");
		if (this.tokens.at("<")) {
			Field type = this.parser.types.struct("");
			return "CAST(" + fields(type.fields()) + " AS " + DuckTypes.of(type) + ')';
		}
		return fields(List.of());
	}

	private String fields(List<Field> members) {
		this.tokens.expect("(");
		List<Expression> values = new ArrayList<>();
		while (!this.tokens.accept(")")) {
			if (!values.isEmpty()) {
				this.tokens.expect(",");
			}
			Expression value = this.parser.expressions.expression();
			String name = this.tokens.accept("AS") ? this.tokens.name() : value.name();
			values.add(new Expression(value.sql(), name));
		}
		if (!members.isEmpty() && members.size() != values.size()) {
			throw this.tokens.unexpected();
		}
		return struct(values, !members.isEmpty());
	}

	private static String struct(List<Expression> values, boolean namedByType) {
		if (namedByType || values.stream().allMatch((value) -> value.name() == null)) {
			return "row(" + values.stream().map(Expression::sql).collect(Collectors.joining(", ")) + ')';
		}
		List<String> fields = new ArrayList<>();
		for (Expression value : values) {
			String name = (value.name() != null) ? value.name() : "_field_" + (fields.size() + 1);
			fields.add(Quoting.identifier(name) + " := " + value.sql());
		}
		return "struct_pack(" + String.join(", ", fields) + ')';
	}

}
