package dev.sluice.end2end;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.sluice.SluiceApplication;

/**
 * An instance of Sluice in a process of its own, which can be killed.
 */
final class LoaderProcess {

	private final Process process;

	private LoaderProcess(Process process) {
		this.process = process;
	}

	static LoaderProcess start(List<String> arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), "-Xmx128m", "-XX:+UseSerialGC",
						"-XX:TieredStopAtLevel=1", SluiceApplication.class.getName(), "--spring.profiles.active=test"));
		command.addAll(arguments);
		try {
			return new LoaderProcess(new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits for the end of the process.
	 */
	int exitCode(Duration limit) throws InterruptedException {
		if (!this.process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
			throw new AssertionError("the process has not ended within " + limit);
		}
		return this.process.exitValue();
	}

	/**
	 * Kills the process without any chance to tidy up.
	 */
	void kill() {
		this.process.destroyForcibly().onExit().join();
	}

}
