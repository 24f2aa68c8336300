package dev.sluice.emulator.sql;

/**
 * The parts of one translation, which call each other: an expression may hold a query,
 * and a query holds expressions.
 */
final class Parser {

	final Tokens tokens;

	final Environment environment;

	final TypeParser types;

	final ExpressionParser expressions;

	final PrimaryParser primaries;

	final CallParser calls;

	final QueryParser queries;

	Parser(Tokens tokens, Environment environment) {
		this.tokens = tokens;
		this.environment = environment;
		this.types = new TypeParser(tokens);
		this.expressions = new ExpressionParser(this);
		this.primaries = new PrimaryParser(this);
		this.calls = new CallParser(this);
		this.queries = new QueryParser(this);
	}

}
