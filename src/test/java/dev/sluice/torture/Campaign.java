package dev.sluice.torture;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.springframework.util.FileSystemUtils;

/**
 * Seeds, some side by side, with a line for each as it ends.
 */
final class Campaign {

	private final TortureSettings settings;

	private final PrintStream out;

	Campaign(TortureSettings settings, PrintStream out) {
		this.settings = settings;
		this.out = out;
	}

	/**
	 * Runs all seeds.
	 * @return whether all have passed, and every kind of fault has fired
	 */
	boolean run() throws InterruptedException, IOException {
		Path directory = Files.createTempDirectory("sluice-torture-classes-");
		try {
			return run(ClassArchive.of(directory));
		}
		finally {
			FileSystemUtils.deleteRecursively(directory);
		}
	}

	private boolean run(ClassArchive classes) throws InterruptedException {
		ExecutorService executor = Executors.newFixedThreadPool(this.settings.parallel());
		try {
			ExecutorCompletionService<TrialResult> trials = new ExecutorCompletionService<>(executor);
			this.settings.seeds().forEach((seed) -> trials.submit(() -> trial(seed, classes)));
			List<TrialResult> results = new ArrayList<>();
			for (long i = 0; i < this.settings.seeds().count(); i++) {
				results.add(trials.take().get());
			}
			Summary summary = new Summary(results, FaultKind.all(this.settings.mode()));
			this.out.println(summary);
			return summary.passed();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			executor.shutdownNow();
		}
	}

	private TrialResult trial(int seed, ClassArchive classes) throws IOException {
		Path directory = Files.createTempDirectory("sluice-torture-" + seed + "-");
		TrialResult result = new Trial(this.settings, seed, directory, classes).run();
		if (result.passed()) {
			FileSystemUtils.deleteRecursively(directory);
		}
		this.out.println(result.passed() ? result : result + "; see " + directory);
		return result;
	}

}
