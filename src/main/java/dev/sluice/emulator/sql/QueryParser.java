package dev.sluice.emulator.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import dev.sluice.emulator.sql.Token.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads queries: common table expressions, set operations, and {@code SELECT} with its
 * clauses.
 */
final class QueryParser {

	private final Parser parser;

	private final Tokens tokens;

	private final FromParser sources;

	private final Deque<Set<String>> commonTables = new ArrayDeque<>();

	QueryParser(Parser parser) {
		this.parser = parser;
		this.tokens = parser.tokens;
		this.sources = new FromParser(parser);
	}

	/**
	 * Returns whether a name is that of a common table expression in sight.
	 */
	boolean isCommonTable(String name) {
		return this.commonTables.stream().anyMatch((names) -> names.contains(name.toLowerCase(Locale.ROOT)));
	}

	FromParser sources() {
		return this.sources;
	}

	/**
	 * Reads a query with everything that belongs to it.
	 */
	String query() {
		this.commonTables.push(new HashSet<>());
		StringBuilder sql = new StringBuilder(this.tokens.accept("WITH") ? with() : "");
		sql.append(setOperations());
		if (this.tokens.accept("ORDER", "BY")) {
			sql.append(" ORDER BY ").append(orderBy());
		}
		if (this.tokens.accept("LIMIT")) {
			sql.append(" LIMIT ").append(count());
			if (this.tokens.accept("OFFSET")) {
				sql.append(" OFFSET ").append(count());
			}
		}
		if (this.tokens.at("|>")) {
			throw this.tokens.unsupported("pipe syntax");
		}
		this.commonTables.pop();
		return sql.toString();
	}

	private String with() {
		if (this.tokens.at("RECURSIVE")) {
			throw this.tokens.unsupported("WITH RECURSIVE");
		}
		List<String> tables = new ArrayList<>();
		do {
			String name = this.tokens.name();
			this.tokens.expect("AS");
			this.tokens.expect("(");
			tables.add(Quoting.identifier(name) + " AS (" + query() + ')');
			this.tokens.expect(")");
			this.commonTables.element().add(name.toLowerCase(Locale.ROOT));
		}
		while (this.tokens.accept(","));
		return "WITH " + String.join(", ", tables) + ' ';
	}

	private String setOperations() {
		StringBuilder sql = new StringBuilder(term());
		while (true) {
			String operation;
			if (this.tokens.accept("UNION")) {
				operation = this.tokens.accept("ALL") ? " UNION ALL " : distinct(" UNION ");
			}
			else if (this.tokens.accept("INTERSECT")) {
				operation = distinct(" INTERSECT ");
			}
			else if (this.tokens.at("EXCEPT")) {
				this.tokens.next();
				operation = distinct(" EXCEPT ");
			}
			else {
				return sql.toString();
			}
			sql.append(operation).append(term());
		}
	}

	private String distinct(String operation) {
		this.tokens.expect("DISTINCT");
		return operation;
	}

	private String term() {
		if (this.tokens.accept("(")) {
			String query = query();
			this.tokens.expect(")");
			return '(' + query + ')';
		}
		return select();
	}

	private String select() {
		this.tokens.expect("SELECT");
		this.sources.open();
		StringBuilder sql = new StringBuilder("SELECT ");
		sql.append(this.tokens.accept("DISTINCT") ? "DISTINCT " : "");
		this.tokens.accept("ALL");
		boolean struct = this.tokens.accept("AS", "STRUCT");
		if (this.tokens.at("AS")) {
			throw this.tokens.unsupported("SELECT AS VALUE and SELECT AS a type");
		}
		sql.append(items(struct ? "_field_" : "f", struct ? 1 : 0));
		if (this.tokens.accept("FROM")) {
			sql.append(" FROM ").append(this.sources.from());
		}
		appendClauses(sql);
		this.sources.close();
		return struct ? "SELECT _row FROM (" + sql + ") AS _row" : sql.toString();
	}

	private void appendClauses(StringBuilder sql) {
		if (this.tokens.accept("WHERE")) {
			sql.append(" WHERE ").append(this.parser.expressions.sql());
		}
		if (this.tokens.accept("GROUP", "BY")) {
			sql.append(" GROUP BY ").append(groupBy());
		}
		if (this.tokens.accept("HAVING")) {
			sql.append(" HAVING ").append(this.parser.expressions.sql());
		}
		if (this.tokens.accept("QUALIFY")) {
			sql.append(" QUALIFY ").append(this.parser.expressions.sql());
		}
		if (this.tokens.accept("WINDOW")) {
			int qualify = sql.indexOf(" QUALIFY ");
			sql.insert((qualify < 0) ? sql.length() : qualify, " WINDOW " + windows());
		}
	}

	private String windows() {
		List<String> windows = new ArrayList<>();
		do {
			String name = this.tokens.name();
			this.tokens.expect("AS");
			windows.add(Quoting.identifier(name) + " AS " + this.parser.calls.window());
		}
		while (this.tokens.accept(","));
		return String.join(", ", windows);
	}

	private String items(String prefix, int first) {
		List<String> items = new ArrayList<>();
		int anonymous = first;
		do {
			if (!items.isEmpty() && this.tokens.at("FROM")) {
				break;
			}
			if (this.tokens.accept("*")) {
				items.add(star());
				continue;
			}
			Expression item = this.parser.expressions.expression();
			if (this.tokens.accept(".", "*")) {
				items.add(item.sql() + ".*" + starModifiers());
				continue;
			}
			String name = alias();
			if (name == null) {
				name = (item.name() != null) ? item.name() : prefix + anonymous++ + ((first == 0) ? "_" : "");
			}
			items.add(item.sql() + " AS " + Quoting.identifier(name));
		}
		while (this.tokens.accept(","));
		return String.join(", ", items);
	}

	/**
	 * Reads an alias, if there is one.
	 */
	@Nullable String alias() {
		if (this.tokens.accept("AS")) {
			return this.tokens.name();
		}
		return this.tokens.peek().isName() ? this.tokens.name() : null;
	}

	private String star() {
		if (!this.parser.pseudoColumns || this.tokens.at("EXCEPT") || this.tokens.at("REPLACE")) {
			return "*" + starModifiers();
		}
		String pseudo = Parser.PSEUDO_COLUMNS.stream().map(Quoting::text).collect(Collectors.joining(", "));
		return "COLUMNS(lambda c: c NOT IN (" + pseudo + "))";
	}

	private String starModifiers() {
		StringBuilder sql = new StringBuilder();
		if (this.tokens.accept("EXCEPT", "(")) {
			List<String> names = new ArrayList<>();
			do {
				names.add(Quoting.identifier(this.tokens.name()));
			}
			while (this.tokens.accept(","));
			this.tokens.expect(")");
			sql.append(" EXCLUDE (").append(String.join(", ", names)).append(')');
		}
		if (this.tokens.accept("REPLACE", "(")) {
			List<String> replacements = new ArrayList<>();
			do {
				String value = this.parser.expressions.sql();
				this.tokens.expect("AS");
				replacements.add(value + " AS " + Quoting.identifier(this.tokens.name()));
			}
			while (this.tokens.accept(","));
			this.tokens.expect(")");
			sql.append(" REPLACE (").append(String.join(", ", replacements)).append(')');
		}
		return sql.toString();
	}

	private String groupBy() {
		if (this.tokens.accept("ALL")) {
			return "ALL";
		}
		for (String set : List.of("ROLLUP", "CUBE")) {
			if (this.tokens.accept(set, "(")) {
				String columns = String.join(", ", this.parser.expressions.list());
				this.tokens.expect(")");
				return set + '(' + columns + ')';
			}
		}
		List<String> columns = new ArrayList<>();
		do {
			columns.add(ordinalOrExpression());
		}
		while (this.tokens.accept(","));
		return String.join(", ", columns);
	}

	/**
	 * Reads what stands after {@code ORDER BY}; nulls come first, as the lowest values.
	 */
	String orderBy() {
		List<String> columns = new ArrayList<>();
		do {
			String column = ordinalOrExpression();
			boolean descending = this.tokens.accept("DESC");
			if (!descending) {
				this.tokens.accept("ASC");
			}
			boolean nullsFirst = !descending;
			if (this.tokens.accept("NULLS")) {
				nullsFirst = this.tokens.accept("FIRST");
				if (!nullsFirst) {
					this.tokens.expect("LAST");
				}
			}
			columns.add(column + (descending ? " DESC" : " ASC") + (nullsFirst ? " NULLS FIRST" : " NULLS LAST"));
		}
		while (this.tokens.accept(","));
		return String.join(", ", columns);
	}

	private String ordinalOrExpression() {
		boolean ordinal = this.tokens.peek().kind() == Kind.INTEGER && (this.tokens.peek(1).kind() != Kind.SYMBOL
				|| this.tokens.peek(1).is(",") || this.tokens.peek(1).is(")") || this.tokens.peek(1).is(";"));
		return ordinal ? this.tokens.next().text() : this.parser.expressions.sql();
	}

	/**
	 * Reads a number of rows: a literal or a parameter.
	 */
	String count() {
		Token token = this.tokens.peek();
		if (token.kind() != Kind.INTEGER && token.kind() != Kind.PARAMETER && !token.is("?")) {
			throw this.tokens.unexpected();
		}
		return (token.kind() == Kind.INTEGER) ? this.tokens.next().text() : this.parser.expressions.sql();
	}

}
