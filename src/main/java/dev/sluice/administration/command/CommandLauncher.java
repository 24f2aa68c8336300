package dev.sluice.administration.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs the jar as a command, if its first argument is one.
 */
public final class CommandLauncher {

	/** Whatever fails before the command runs. */
	private static final int FAILED = 2;

	/** What happens is said by the command; the log tells of trouble alone. */
	private static final String LOGGING = "--logging.level.root";

	private CommandLauncher() {
	}

	/**
	 * Whether arguments are those of a command.
	 */
	public static boolean isCommand(String... arguments) {
		return arguments.length > 0 && !arguments[0].startsWith("-");
	}

	/**
	 * Runs a command.
	 * @param application the application as it runs without a command; it is changed
	 * @param arguments the command and its options
	 * @return the status that the process ends with
	 */
	public static int run(SpringApplication application, String... arguments) {
		CommandLine line;
		try {
			line = CommandLine.parse(arguments);
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			return 2;
		}
		if (line == null) {
			return 2;
		}
		boolean examines = DoctorCommand.NAME.equals(line.command());
		application
			.setSources(Set.of((examines ? ExaminationConfiguration.class : CommandConfiguration.class).getName()));
		if (examines) {
			ExaminationConfiguration.prepare(application);
		}
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setLogStartupInfo(false);
		List<String> properties = new ArrayList<>(line.properties());
		if (properties.stream().noneMatch((property) -> property.startsWith(LOGGING))) {
			properties.add(LOGGING + (examines ? "=off" : "=warn"));
		}
		try (ConfigurableApplicationContext context = application.run(properties.toArray(String[]::new))) {
			return context.getBean(Commands.class).run(line, System.out, System.err);
		}
		catch (RuntimeException ex) {
			if (examines) {
				explain(ex);
			}
			return FAILED;
		}
	}

	/** It says itself what is the matter, since its log is silent. */
	private static void explain(RuntimeException failure) {
		Throwable cause = failure;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		System.err.println("the doctor cannot work: " + cause);
	}

}
