package dev.sluice.emulator.sql;

import java.util.List;

/**
 * The parts of one translation, which call each other: an expression may hold a query,
 * and a query holds expressions.
 */
final class Parser {

	/** Columns that tables have besides their own, and that {@code *} leaves out. */
	static final List<String> PSEUDO_COLUMNS = List.of("_PARTITIONTIME", "_PARTITIONDATE", "_TABLE_SUFFIX");

	final Tokens tokens;

	final Environment environment;

	final boolean pseudoColumns;

	final TypeParser types;

	final ExpressionParser expressions;

	final PrimaryParser primaries;

	final CallParser calls;

	final QueryParser queries;

	Parser(Tokens tokens, Environment environment) {
		this.tokens = tokens;
		this.environment = environment;
		this.pseudoColumns = tokens.mention(PSEUDO_COLUMNS);
		this.types = new TypeParser(tokens);
		this.expressions = new ExpressionParser(this);
		this.primaries = new PrimaryParser(this);
		this.calls = new CallParser(this);
		this.queries = new QueryParser(this);
	}

}
