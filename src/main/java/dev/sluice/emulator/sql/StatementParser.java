package dev.sluice.emulator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.sluice.emulator.sql.Statement.Assignment;
import dev.sluice.emulator.sql.Token.Kind;

/**
 * Reads a statement by its first word.
 */
final class StatementParser {

	private final Parser parser;

	private final Tokens tokens;

	private final DefinitionParser definitions;

	StatementParser(Parser parser) {
		this.parser = parser;
		this.tokens = parser.tokens;
		this.definitions = new DefinitionParser(parser);
	}

	Statement statement() {
		Token first = this.tokens.peek();
		if (first.is("SELECT") || first.is("WITH") || first.is("(")) {
			return new Statement.Query(this.parser.queries.query());
		}
		if (first.kind() != Kind.IDENTIFIER) {
			throw this.tokens.unexpected();
		}
		return switch (this.tokens.next().text().toUpperCase(Locale.ROOT)) {
			case "INSERT" -> insert();
			case "DELETE" -> delete();
			case "TRUNCATE" -> truncate();
			case "UPDATE" -> update();
			case "CREATE" -> this.definitions.create();
			case "DROP" -> this.definitions.drop();
			case "ALTER" -> this.definitions.alter();
			case "MERGE", "BEGIN", "DECLARE", "SET", "EXPORT", "LOAD", "CALL", "GRANT", "EXPLAIN", "EXECUTE" ->
				throw Tokens.unsupported(first.text().toUpperCase(Locale.ROOT), first);
			default -> throw Tokens.error("Syntax error: Unexpected " + first.described(), first);
		};
	}

	private Statement insert() {
		this.tokens.accept("INTO");
		List<String> table = this.parser.queries.sources().path();
		List<String> columns = new ArrayList<>();
		if (this.tokens.at("(") && this.tokens.peek(1).isName()) {
			this.tokens.next();
			do {
				columns.add(this.tokens.name());
			}
			while (this.tokens.accept(","));
			this.tokens.expect(")");
		}
		String sql = this.tokens.accept("VALUES") ? values() : this.parser.queries.query();
		return new Statement.Insert(table, List.copyOf(columns), sql);
	}

	private String values() {
		List<String> rows = new ArrayList<>();
		do {
			this.tokens.expect("(");
			rows.add('(' + String.join(", ", this.parser.expressions.list()) + ')');
			this.tokens.expect(")");
		}
		while (this.tokens.accept(","));
		return "VALUES " + String.join(", ", rows);
	}

	private Statement delete() {
		this.tokens.accept("FROM");
		List<String> table = this.parser.queries.sources().path();
		String alias = alias(table);
		if (!this.tokens.accept("WHERE")) {
			throw Tokens.error("DELETE must have a WHERE clause", this.tokens.peek());
		}
		return new Statement.Delete(table, alias, this.parser.expressions.sql());
	}

	private Statement truncate() {
		this.tokens.expect("TABLE");
		List<String> table = this.parser.queries.sources().path();
		return new Statement.Delete(table, table.get(table.size() - 1), null);
	}

	private Statement update() {
		List<String> table = this.parser.queries.sources().path();
		String alias = this.tokens.at("SET") ? table.get(table.size() - 1) : alias(table);
		this.tokens.expect("SET");
		List<Assignment> assignments = new ArrayList<>();
		do {
			String column = this.tokens.name();
			if (this.tokens.at(".")) {
				throw this.tokens.unsupported("assignments to fields of a struct");
			}
			this.tokens.expect("=");
			assignments.add(new Assignment(column, this.parser.expressions.sql()));
		}
		while (this.tokens.accept(","));
		if (this.tokens.at("FROM")) {
			throw this.tokens.unsupported("UPDATE with FROM");
		}
		if (!this.tokens.accept("WHERE")) {
			throw Tokens.error("UPDATE must have a WHERE clause", this.tokens.peek());
		}
		return new Statement.Update(table, alias, List.copyOf(assignments), this.parser.expressions.sql());
	}

	private String alias(List<String> table) {
		String alias = this.parser.queries.alias();
		return (alias != null) ? alias : table.get(table.size() - 1);
	}

}
