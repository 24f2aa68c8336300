package dev.sluice.administration.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The arguments of the jar when they begin with a command.
 *
 * @param command the command's name
 * @param options its options
 * @param properties arguments that are properties: those with a dot in their name
 */
record CommandLine(String command, Options options, List<String> properties) {

	CommandLine {
		properties = List.copyOf(properties);
	}

	/**
	 * Takes arguments apart. A value may follow its option after {@code =} or a space.
	 * @return the parts, or {@code null} if the arguments begin with no command
	 * @throws IllegalArgumentException if a value follows no option
	 */
	static @Nullable CommandLine parse(String... arguments) {
		if (arguments.length == 0 || arguments[0].startsWith("-")) {
			return null;
		}
		Map<String, String> options = new LinkedHashMap<>();
		List<String> properties = new ArrayList<>();
		for (int i = 1; i < arguments.length; i++) {
			String argument = arguments[i];
			if (!argument.startsWith("--")) {
				throw new IllegalArgumentException("'" + argument + "' is no option");
			}
			int equals = argument.indexOf('=');
			String name = argument.substring(2, (equals < 0) ? argument.length() : equals);
			if (name.contains(".")) {
				properties.add(argument);
			}
			else if (equals >= 0) {
				options.put(name, argument.substring(equals + 1));
			}
			else {
				boolean valueFollows = i + 1 < arguments.length && !arguments[i + 1].startsWith("--");
				options.put(name, valueFollows ? arguments[++i] : "");
			}
		}
		return new CommandLine(arguments[0], new Options(options), properties);
	}

}
