package dev.sluice.administration.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The arguments of the jar when they begin with a command.
 *
 * @param command the command's name
 * @param options its options
 * @param properties arguments that are for the application: properties, which have a dot
 * in their name, and the files of Snowplow's loader
 */
record CommandLine(String command, Options options, List<String> properties) {

	private static final Set<String> FILES = Set.of("config", "resolver");

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
				continue;
			}
			boolean valueFollows = equals < 0 && i + 1 < arguments.length && !arguments[i + 1].startsWith("--");
			String value = valueFollows ? arguments[++i]
					: argument.substring((equals < 0) ? argument.length() : equals + 1);
			if (FILES.contains(name)) {
				properties.add("--" + name + "=" + value);
			}
			else {
				options.put(name, value);
			}
		}
		return new CommandLine(arguments[0], new Options(options), properties);
	}

}
