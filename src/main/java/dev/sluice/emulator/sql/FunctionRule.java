package dev.sluice.emulator.sql;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one function of GoogleSQL is written for DuckDB.
 *
 * @param kind where it may stand
 * @param forms one for each number of arguments
 * @param partArgument index of the argument that names a part of a date, or -1
 * @param formatArgument index of the argument that is a format of dates and times, or -1
 */
record FunctionRule(Kind kind, List<Form> forms, int partArgument, int formatArgument) {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$(\\d)");

	static FunctionRule of(Kind kind, Form... forms) {
		return new FunctionRule(kind, List.of(forms), -1, -1);
	}

	static FunctionRule of(Kind kind, String... templates) {
		return new FunctionRule(kind, List.of(templates).stream().map(Form::of).toList(), -1, -1);
	}

	FunctionRule withPart(int argument) {
		return new FunctionRule(this.kind, this.forms, argument, this.formatArgument);
	}

	FunctionRule withFormat(int argument) {
		return new FunctionRule(this.kind, this.forms, this.partArgument, argument);
	}

	/**
	 * Writes a call.
	 * @throws dev.sluice.emulator.call.ApiError if no form takes so many arguments
	 */
	String render(Token name, List<String> arguments) {
		for (Form form : this.forms) {
			if (form.min() <= arguments.size() && arguments.size() <= form.max()) {
				return form.writer().apply(arguments);
			}
		}
		throw Tokens.error("No matching signature for function " + name.text().toUpperCase(Locale.ROOT)
				+ ": it does not take " + arguments.size() + " arguments", name);
	}

	enum Kind {

		SCALAR, AGGREGATE, WINDOW

	}

	/**
	 * One shape of a function.
	 *
	 * @param min fewest arguments
	 * @param max most arguments
	 * @param writer from translated arguments to the call
	 */
	record Form(int min, int max, Function<List<String>, String> writer) {

		/**
		 * Returns the form of a template, in which {@code $1} is the first argument; it
		 * takes as many arguments as the highest of its numbers.
		 */
		static Form of(String template) {
			int arity = PLACEHOLDER.matcher(template)
				.results()
				.mapToInt((result) -> Integer.parseInt(result.group(1)))
				.max()
				.orElse(0);
			return new Form(arity, arity, (arguments) -> PLACEHOLDER.matcher(template)
				.replaceAll((match) -> Matcher.quoteReplacement(arguments.get(Integer.parseInt(match.group(1)) - 1))));
		}

		/**
		 * Returns the form that passes its arguments on to a function of DuckDB.
		 */
		static Form call(String function, int min, int max) {
			return new Form(min, max, (arguments) -> function + '(' + String.join(", ", arguments) + ')');
		}

		/**
		 * Returns the form that joins any number of arguments, at least one.
		 */
		static Form joined(String prefix, String separator, String suffix) {
			return new Form(1, Integer.MAX_VALUE, (arguments) -> prefix + String.join(separator, arguments) + suffix);
		}

	}

}
