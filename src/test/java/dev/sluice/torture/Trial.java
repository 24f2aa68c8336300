package dev.sluice.torture;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One seed from beginning to end.
 */
final class Trial {

	/** Kinds of faults that must fire, so that a seed proves anything. */
	static final int LEAST_KINDS = 6;

	/** How long the loaders have to catch up when the faults are over. */
	private static final Duration CATCH_UP = Duration.ofMinutes(3);

	private final TortureSettings settings;

	private final int seed;

	private final Path directory;

	private final ClassArchive classes;

	Trial(TortureSettings settings, int seed, Path directory, ClassArchive classes) {
		this.settings = settings;
		this.seed = seed;
		this.directory = directory;
		this.classes = classes;
	}

	TrialResult run() {
		long started = System.nanoTime();
		try (PrintStream journal = new PrintStream(this.directory.resolve("journal.log").toFile(),
				StandardCharsets.UTF_8)) {
			return run(journal, started);
		}
		catch (IOException | RuntimeException ex) {
			return new TrialResult(this.seed, List.of(), null, List.of(ex.toString()), since(started));
		}
	}

	private TrialResult run(PrintStream journal, long started) {
		Schedule schedule = Schedule.of(this.seed, this.settings.guarantee(), this.settings.mode(),
				this.settings.duration());
		try (Scene scene = Scene.open(this.settings, schedule, this.directory, this.classes)) {
			Conductor conductor = new Conductor(scene, schedule, this.settings.mode(), journal);
			conductor.play(this.settings.duration());
			List<String> problems = new ArrayList<>();
			boolean caughtUp = scene.calmDown(CATCH_UP);
			if (!caughtUp) {
				journal.println(scene.calls().latest());
				scene.dumpThreads();
			}
			scene.failures().forEach((part) -> problems.add(part + " has ended by itself"));
			scene.stopLoading();
			Findings findings = scene.findings();
			Verdict verdict = Verdict.of(findings);
			List<FaultKind> fired = conductor.fired(findings);
			if (!caughtUp) {
				problems.add("not caught up, %d records behind".formatted(findings.behind()));
			}
			if (!verdict.keeps(this.settings.exactlyOnce())) {
				problems.add("promise broken" + verdict.details(this.settings.exactlyOnce()));
			}
			if (fired.size() < LEAST_KINDS) {
				problems.add("only %d kinds of faults fired".formatted(fired.size()));
			}
			return new TrialResult(this.seed, fired, verdict, problems, since(started));
		}
	}

	private static Duration since(long nanos) {
		return Duration.ofNanos(System.nanoTime() - nanos);
	}

}
