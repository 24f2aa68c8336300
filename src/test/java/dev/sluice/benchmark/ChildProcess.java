package dev.sluice.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java process that ends with this one, its output kept in a file.
 */
final class ChildProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final Pattern PEAK_RESIDENT = Pattern.compile("VmHWM:\\s+(\\d+) kB");

	private static final String QUIET = "-Dlogback.configurationFile=dev/sluice/benchmark/logback.xml";

	private final Process process;

	private final Path log;

	private final long startedNanos = System.nanoTime();

	private ChildProcess(Process process, Path log) {
		this.process = process;
		this.log = log;
		Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
	}

	/** Starts a main class of this benchmark. */
	static ChildProcess ofClass(Class<?> main, Path log, List<String> javaOptions, List<String> arguments) {
		List<String> command = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), QUIET));
		command.addAll(javaOptions);
		command.add(main.getName());
		command.addAll(arguments);
		return start(command, log);
	}

	/** Starts an executable jar. */
	static ChildProcess ofJar(Path jar, Path log, List<String> javaOptions, List<String> arguments) {
		List<String> command = new ArrayList<>(javaOptions);
		command.addAll(List.of("-jar", jar.toString()));
		command.addAll(arguments);
		return start(command, log);
	}

	private static ChildProcess start(List<String> arguments, Path log) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(arguments);
		try {
			Files.createDirectories(log.getParent());
			return new ChildProcess(
					new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
		}
		catch (IOException ex) {
			throw new IllegalStateException("cannot start " + command, ex);
		}
	}

	/** The CPU time that the process has used, of all its threads. */
	Duration cpu() {
		return this.process.info().totalCpuDuration().orElseThrow(this::gone);
	}

	/** The most memory that the process ever had resident, in MiB; 0 where not known. */
	long peakResidentMegabytes() {
		Path status = Path.of("/proc/" + this.process.pid() + "/status");
		try {
			Matcher matcher = PEAK_RESIDENT.matcher(Files.exists(status) ? Files.readString(status) : "");
			return matcher.find() ? Long.parseLong(matcher.group(1)) / 1024 : 0;
		}
		catch (IOException ex) {
			throw gone();
		}
	}

	/** When the process was started, by {@link System#nanoTime}. */
	long startedNanos() {
		return this.startedNanos;
	}

	void requireAlive() {
		if (!this.process.isAlive()) {
			throw gone();
		}
	}

	private IllegalStateException gone() {
		return new IllegalStateException("process " + this.process.pid() + " has ended, see " + this.log);
	}

	/** Asks the process to end, and ends it if it does not. */
	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
				this.process.destroyForcibly().waitFor();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
