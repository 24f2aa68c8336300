package dev.sluice.administration.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.sluice.pipeline.PipelineProperties;
import dev.sluice.warehouse.WriteProperties.Mode;

import org.springframework.boot.system.SystemProperties;
import org.springframework.util.unit.DataSize;

/**
 * This machine: memory, and the disk that rows wait on for load jobs.
 *
 * @param heap the most bytes of Java's heap
 */
record LocalExaminer(long heap) implements Examiner {

	private static final int MEBIBYTE = 1024 * 1024;

	/** What is left serves records between poll and transform, schemas, and clients. */
	private static final double MOST_OF_HEAP = 0.5;

	@Override
	public String group() {
		return "machine";
	}

	@Override
	public void examine(Scope scope, Checks checks) {
		DataSize inFlight = scope.settings().properties().memory().inFlight();
		String found = "%d MB in flight at most, %d MB of heap".formatted(inFlight.toMegabytes(), this.heap / MEBIBYTE);
		if (inFlight.toBytes() > this.heap * MOST_OF_HEAP) {
			checks.warning("memory", found, "give the JVM at least %d MB (-Xmx), or lower sluice.memory.in-flight"
				.formatted(Math.round(inFlight.toMegabytes() / MOST_OF_HEAP)));
		}
		else {
			checks.ok("memory", found);
		}
		scope.pipelines().forEach((name, pipeline) -> {
			if (pipeline.write().mode() == Mode.FILE_LOADS) {
				disk(name, pipeline, checks);
			}
		});
	}

	private static void disk(String name, PipelineProperties pipeline, Checks checks) {
		String given = pipeline.files().spoolDirectory();
		Path directory = ((given != null) ? Path.of(given)
				: Path.of(String.valueOf(SystemProperties.get("java.io.tmpdir")), "sluice-spool"))
			.toAbsolutePath();
		String check = "disk for files of " + name;
		long needed = pipeline.files().spoolBytes().toMegabytes() * pipeline.concurrency();
		try {
			Path present = directory;
			while (!Files.exists(present) && present.getParent() != null) {
				present = present.getParent();
			}
			long free = Files.getFileStore(present).getUsableSpace() / MEBIBYTE;
			String found = "%d MB free at %s, up to %d MB are used".formatted(free, directory, needed);
			if (!Files.isWritable(present)) {
				checks.failed(check, present + " cannot be written to",
						"mend its permissions, or set sluice.pipelines.%s.files.spool-directory".formatted(name));
			}
			else if (free < needed) {
				checks.warning(check, found,
						"give it more room, or lower sluice.pipelines.%s.files.spool-bytes".formatted(name));
			}
			else {
				checks.ok(check, found);
			}
		}
		catch (IOException ex) {
			checks.failed(check, directory + ": " + ex.getMessage(), "mend the directory");
		}
	}

}
