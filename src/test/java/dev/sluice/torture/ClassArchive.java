package dev.sluice.torture;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

import dev.sluice.fixtures.ChildProcess;

/**
 * Classes as a virtual machine has loaded them once, for the many that are started after
 * it: a start takes less than half of the CPU time then.
 */
final class ClassArchive {

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private final List<String> options;

	private ClassArchive(List<String> options) {
		this.options = options;
	}

	/** No archive at all. */
	static ClassArchive none() {
		return new ClassArchive(List.of());
	}

	/**
	 * Makes the archive with a {@link Rehearsal}.
	 * @param directory an empty directory for it
	 * @throws IllegalStateException if the rehearsal fails
	 */
	static ClassArchive of(Path directory) throws IOException {
		List<String> classPath = List.of("-cp", ofJars(directory));
		Path archive = directory.resolve("classes.jsa");
		Path log = directory.resolve("rehearsal.log");
		List<String> options = new ArrayList<>(classPath);
		options.addAll(Loader.OPTIONS);
		options.add("-XX:ArchiveClassesAtExit=" + archive);
		try (ChildProcess rehearsal = ChildProcess.ofClass(Rehearsal.class, log, options,
				List.of(directory.resolve("data").toString()))) {
			if (!rehearsal.awaitEnd(PATIENCE) || rehearsal.exitStatus() != 0 || !Files.exists(archive)) {
				throw new IllegalStateException("there is no archive of classes, see " + log);
			}
		}
		List<String> all = new ArrayList<>(classPath);
		all.add("-XX:SharedArchiveFile=" + archive);
		return new ClassArchive(all);
	}

	/** An archive knows the classes of jars only. */
	private static String ofJars(Path directory) throws IOException {
		List<String> jars = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			if (Files.isDirectory(Path.of(entry))) {
				String jar = directory.resolve(jars.size() + ".jar").toString();
				pack(entry, jar);
				jars.add(jar);
			}
			else {
				jars.add(entry);
			}
		}
		return String.join(File.pathSeparator, jars);
	}

	private static void pack(String directory, String jar) {
		ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
		if (tool.run(System.out, System.err, "-cf", jar, "-C", directory, ".") != 0) {
			throw new IllegalStateException("cannot pack " + directory);
		}
	}

	/** What makes a virtual machine use it. */
	List<String> with(List<String> more) {
		List<String> all = new ArrayList<>(this.options);
		all.addAll(more);
		return all;
	}

}
