package dev.sluice.end2end;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.sluice.SluiceApplication;
import dev.sluice.fixtures.ChildProcess;

/**
 * An instance of Sluice in a process of its own, which can be killed.
 */
final class LoaderProcess {

	private final ChildProcess process;

	private LoaderProcess(ChildProcess process) {
		this.process = process;
	}

	static LoaderProcess start(List<String> arguments) {
		List<String> all = new ArrayList<>(List.of("--spring.profiles.active=test"));
		all.addAll(arguments);
		return new LoaderProcess(
				ChildProcess.ofClass(SluiceApplication.class, Path.of("target", "loader-processes.log"),
						List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), all));
	}

	/**
	 * Waits for the end of the process.
	 */
	int exitCode(Duration limit) {
		if (!this.process.awaitEnd(limit)) {
			throw new AssertionError("the process has not ended within " + limit);
		}
		return this.process.exitStatus();
	}

	/**
	 * Lets the process stand still.
	 */
	void stop() {
		this.process.signal("STOP");
	}

	/**
	 * Lets the process go on.
	 */
	void goOn() {
		this.process.signal("CONT");
	}

	/**
	 * Kills the process without any chance to tidy up.
	 */
	void kill() {
		this.process.kill();
	}

}
