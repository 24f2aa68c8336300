package dev.sluice;

import dev.sluice.administration.command.CommandLauncher;
import dev.sluice.configuration.snowplow.SnowplowArguments;

import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Sluice: loads Apache Kafka topics into Google BigQuery. Errors are problems before they
 * could reach a page of errors.
 */
@SpringBootApplication(exclude = ErrorMvcAutoConfiguration.class)
public class SluiceApplication {

	public static void main(String[] args) {
		if (CommandLauncher.isCommand(args)) {
			System.exit(CommandLauncher.run(new SpringApplication(), args));
		}
		exitWhenDone(SpringApplication.run(SluiceApplication.class, SnowplowArguments.join(args)));
	}

	/**
	 * Ends the process, with its exit status, if all that it had to do is done by now.
	 */
	public static void exitWhenDone(ConfigurableApplicationContext context) {
		if (context.getBeanNamesForType(ExitCodeGenerator.class).length > 0) {
			System.exit(SpringApplication.exit(context));
		}
	}

}
