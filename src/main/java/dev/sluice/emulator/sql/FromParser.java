package dev.sluice.emulator.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.sluice.emulator.sql.Token.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads what stands after {@code FROM}: tables, subqueries, arrays, and joins of them.
 */
final class FromParser {

	private final Parser parser;

	private final Tokens tokens;

	private final Deque<Set<String>> aliases = new ArrayDeque<>();

	private int arrays;

	FromParser(Parser parser) {
		this.parser = parser;
		this.tokens = parser.tokens;
	}

	/**
	 * Begins a {@code SELECT}, whose aliases are seen inside it alone.
	 */
	void open() {
		this.aliases.push(new HashSet<>());
	}

	void close() {
		this.aliases.pop();
	}

	String from() {
		StringBuilder sql = new StringBuilder(source());
		while (true) {
			if (this.tokens.accept(",")) {
				sql.append(", ").append(source());
				continue;
			}
			String join = join();
			if (join == null) {
				return sql.toString();
			}
			int array = this.arrays;
			sql.append(' ').append(join).append(' ').append(source());
			if (!join.equals("CROSS JOIN")) {
				sql.append(condition(array < this.arrays));
			}
		}
	}

	private @Nullable String join() {
		if (this.tokens.accept("CROSS", "JOIN")) {
			return "CROSS JOIN";
		}
		if (this.tokens.accept("JOIN") || this.tokens.accept("INNER", "JOIN")) {
			return "JOIN";
		}
		for (String side : List.of("LEFT", "RIGHT", "FULL")) {
			if (this.tokens.accept(side)) {
				this.tokens.accept("OUTER");
				this.tokens.expect("JOIN");
				return side + " JOIN";
			}
		}
		return null;
	}

	private String condition(boolean array) {
		if (this.tokens.accept("ON")) {
			return " ON " + this.parser.expressions.sql();
		}
		if (this.tokens.accept("USING")) {
			this.tokens.expect("(");
			List<String> columns = new ArrayList<>();
			do {
				columns.add(Quoting.identifier(this.tokens.name()));
			}
			while (this.tokens.accept(","));
			this.tokens.expect(")");
			return " USING (" + String.join(", ", columns) + ')';
		}
		if (!array) {
			throw this.tokens.unexpected();
		}
		return " ON TRUE";
	}

	private String source() {
		if (this.tokens.at("UNNEST")) {
			this.tokens.next();
			this.tokens.expect("(");
			String array = this.parser.expressions.sql();
			this.tokens.expect(")");
			return unnest(array, this.parser.queries.alias());
		}
		if (this.tokens.accept("(")) {
			return nested();
		}
		Token first = this.tokens.peek();
		List<String> path = path();
		if (this.tokens.at("(")) {
			throw Tokens.unsupported("table functions", first);
		}
		String name = path.get(path.size() - 1);
		String alias = this.parser.queries.alias();
		if (path.size() > 1 && isAlias(path.get(0))) {
			return unnest(String.join(".", path.stream().map(Quoting::identifier).toList()),
					(alias != null) ? alias : name);
		}
		if (this.tokens.at("FOR") || this.tokens.at("TABLESAMPLE")) {
			throw this.tokens.unsupported("FOR SYSTEM_TIME AS OF and TABLESAMPLE");
		}
		boolean common = path.size() == 1 && this.parser.queries.isCommonTable(name);
		String relation = common ? Quoting.identifier(name)
				: this.parser.environment.relation(path, this.parser.pseudoColumns);
		return relation + " AS " + Quoting.identifier(declare((alias != null) ? alias : name));
	}

	private String nested() {
		boolean query = this.tokens.at("SELECT") || this.tokens.at("WITH") || this.tokens.at("(");
		String inner = query ? this.parser.queries.query() : from();
		this.tokens.expect(")");
		if (!query) {
			return '(' + inner + ')';
		}
		String alias = this.parser.queries.alias();
		if (this.tokens.at("PIVOT") || this.tokens.at("UNPIVOT")) {
			throw this.tokens.unsupported("PIVOT and UNPIVOT");
		}
		return '(' + inner + ')' + ((alias != null) ? " AS " + Quoting.identifier(declare(alias)) : "");
	}

	private String unnest(String array, @Nullable String alias) {
		String offset = "";
		if (this.tokens.accept("WITH", "OFFSET")) {
			String name = this.parser.queries.alias();
			offset = ", generate_subscripts(" + array + ", 1) - 1 AS "
					+ Quoting.identifier((name != null) ? name : "offset");
		}
		String element = (alias != null) ? "unnest(" + array + ") AS " + Quoting.identifier(declare(alias))
				: "unnest(" + array + ", max_depth := 2)";
		return "(SELECT " + element + offset + ") AS _array" + ++this.arrays;
	}

	private String declare(String alias) {
		this.aliases.element().add(alias.toLowerCase(Locale.ROOT));
		return alias;
	}

	private boolean isAlias(String name) {
		return this.aliases.stream().anyMatch((names) -> names.contains(name.toLowerCase(Locale.ROOT)));
	}

	/**
	 * Reads the name of a table: its parts in one pair of backticks, in several, or bare,
	 * where a project may hold dashes.
	 */
	List<String> path() {
		List<String> path = new ArrayList<>(parts(this.tokens.peek().kind() == Kind.QUOTED, this.tokens.name()));
		while (this.tokens.at("-") && this.tokens.adjacent()) {
			this.tokens.next();
			path.set(0, path.get(0) + '-' + this.tokens.next().text());
		}
		while (this.tokens.accept(".")) {
			path.addAll(parts(this.tokens.peek().kind() == Kind.QUOTED, this.tokens.nameAfterDot()));
		}
		return path;
	}

	private static List<String> parts(boolean quoted, String name) {
		return quoted ? Arrays.asList(name.split("\\.", -1)) : List.of(name);
	}

}
