package dev.sluice.emulator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.Mode;
import dev.sluice.emulator.sql.Statement.Existing;
import dev.sluice.emulator.sql.Statement.Partition;
import dev.sluice.emulator.sql.Token.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads the statements that define tables and datasets.
 */
final class DefinitionParser {

	private final Parser parser;

	private final Tokens tokens;

	DefinitionParser(Parser parser) {
		this.parser = parser;
		this.tokens = parser.tokens;
	}

	Statement create() {
		boolean replace = this.tokens.accept("OR", "REPLACE");
		if (!replace && this.tokens.accept("SCHEMA")) {
			boolean ifNotExists = this.tokens.accept("IF", "NOT", "EXISTS");
			Statement create = new Statement.CreateSchema(path(), ifNotExists);
			options();
			return create;
		}
		if (!this.tokens.accept("TABLE")) {
			throw this.tokens.unsupported("CREATE of anything but tables and schemas");
		}
		Existing existing = replace ? Existing.REPLACE : Existing.REFUSE;
		if (this.tokens.accept("IF", "NOT", "EXISTS")) {
			existing = Existing.KEEP;
		}
		List<String> table = path();
		List<Field> columns = this.tokens.accept("(") ? columns() : List.of();
		Partition partition = this.tokens.accept("PARTITION", "BY") ? partition() : null;
		List<String> clustering = this.tokens.accept("CLUSTER", "BY") ? names() : List.of();
		options();
		String query = this.tokens.accept("AS") ? this.parser.queries.query() : null;
		return new Statement.CreateTable(table, existing, columns, partition, clustering, query);
	}

	Statement drop() {
		boolean schema = this.tokens.accept("SCHEMA");
		if (!schema && !this.tokens.accept("TABLE")) {
			throw this.tokens.unsupported("DROP of anything but tables and schemas");
		}
		boolean ifExists = this.tokens.accept("IF", "EXISTS");
		List<String> path = path();
		if (!schema) {
			return new Statement.DropTable(path, ifExists);
		}
		boolean cascade = this.tokens.accept("CASCADE");
		if (!cascade) {
			this.tokens.accept("RESTRICT");
		}
		return new Statement.DropSchema(path, ifExists, cascade);
	}

	Statement alter() {
		this.tokens.expect("TABLE");
		boolean ifExists = this.tokens.accept("IF", "EXISTS");
		List<String> table = path();
		List<Field> columns = new ArrayList<>();
		boolean ifNotExists = false;
		do {
			if (!this.tokens.accept("ADD", "COLUMN")) {
				throw this.tokens.unsupported("ALTER TABLE other than ADD COLUMN");
			}
			ifNotExists = this.tokens.accept("IF", "NOT", "EXISTS");
			columns.add(column());
		}
		while (this.tokens.accept(","));
		return new Statement.AddColumns(table, ifExists, ifNotExists, List.copyOf(columns));
	}

	private List<String> path() {
		return this.parser.queries.sources().path();
	}

	private List<Field> columns() {
		List<Field> columns = new ArrayList<>();
		do {
			if (this.tokens.at("PRIMARY") || this.tokens.at("FOREIGN") || this.tokens.at("CONSTRAINT")) {
				throw this.tokens.unsupported("table constraints in DDL; set tableConstraints over REST");
			}
			columns.add(column());
		}
		while (this.tokens.accept(",") && !this.tokens.at(")"));
		this.tokens.expect(")");
		return List.copyOf(columns);
	}

	private Field column() {
		Field type = this.parser.types.field(this.tokens.name());
		Mode mode = type.mode();
		String defaultValue = null;
		while (true) {
			if (this.tokens.accept("NOT", "NULL")) {
				mode = Mode.REQUIRED;
			}
			else if (this.tokens.accept("DEFAULT")) {
				defaultValue = sourceOfExpression();
			}
			else if (!options()) {
				return new Field(type.name(), type.type(), mode, type.fields(), type.limits(), defaultValue,
						type.rangeElement(), type.other());
			}
		}
	}

	private String sourceOfExpression() {
		int start = this.tokens.peek().start();
		this.parser.expressions.sql();
		return this.tokens.textFrom(start);
	}

	private Partition partition() {
		Token first = this.tokens.next();
		if (!this.tokens.accept("(")) {
			return first.is("_PARTITIONDATE") ? new Partition(null, "DAY") : new Partition(column(first), "DAY");
		}
		String function = first.text().toUpperCase(Locale.ROOT);
		if (!List.of("DATE", "DATE_TRUNC", "DATETIME_TRUNC", "TIMESTAMP_TRUNC").contains(function)) {
			throw Tokens.unsupported("partitions by " + function + " in DDL", first);
		}
		Token column = this.tokens.next();
		String unit = "DAY";
		if (this.tokens.accept(",")) {
			unit = DateParts.unit(this.tokens);
		}
		this.tokens.expect(")");
		return new Partition(column.is("_PARTITIONTIME") ? null : column(column), unit);
	}

	private static @Nullable String column(Token token) {
		if (!token.isName()) {
			throw Tokens.error("Syntax error: Unexpected " + token.described(), token);
		}
		return token.text();
	}

	private List<String> names() {
		List<String> names = new ArrayList<>();
		do {
			names.add(this.tokens.name());
		}
		while (this.tokens.accept(","));
		return List.copyOf(names);
	}

	/**
	 * Passes over an options list, which the emulator does not keep.
	 */
	private boolean options() {
		if (!this.tokens.accept("OPTIONS")) {
			return false;
		}
		this.tokens.expect("(");
		int depth = 1;
		while (depth > 0) {
			if (this.tokens.peek().kind() == Kind.END) {
				throw this.tokens.unexpected();
			}
			Token token = this.tokens.next();
			depth += token.is("(") ? 1 : (token.is(")") ? -1 : 0);
		}
		return true;
	}

}
