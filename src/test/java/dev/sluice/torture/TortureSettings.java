package dev.sluice.torture;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * What is tortured and for how long, from system properties.
 *
 * @param first {@code seeds}: the first seed
 * @param last the last seed
 * @param guarantee {@code guarantee}: {@code .write.guarantee} of the pipeline
 * @param mode {@code mode}: {@code .write.mode} of the pipeline
 * @param duration {@code seconds}: how long each seed loads under faults
 * @param parallel {@code parallel}: seeds side by side; half of the cores by default
 * @param defect {@code defect}: a defect planted in the loaders; none by default
 */
record TortureSettings(int first, int last, String guarantee, String mode, Duration duration, int parallel,
		@Nullable Defect defect) {

	static final String EXACTLY_ONCE = "exactly-once";

	static final String STORAGE_WRITE = "storage-write";

	static final String STREAMING_INSERTS = "streaming-inserts";

	static final String FILE_LOADS = "file-loads";

	static TortureSettings ofSystemProperties() {
		String[] seeds = System.getProperty("seeds", "1-2").split("-");
		return new TortureSettings(Integer.parseInt(seeds[0]), Integer.parseInt(seeds[seeds.length - 1]),
				System.getProperty("guarantee", "at-least-once"), System.getProperty("mode", STORAGE_WRITE),
				Duration.ofSeconds(Integer.getInteger("seconds", 30)),
				Integer.getInteger("parallel", Math.max(1, Runtime.getRuntime().availableProcessors() / 2)),
				defect(System.getProperty("defect", "")));
	}

	private static @Nullable Defect defect(String name) {
		return name.isEmpty() ? null : Defect.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

	IntStream seeds() {
		return IntStream.rangeClosed(this.first, this.last);
	}

	boolean exactlyOnce() {
		return this.guarantee.equals(EXACTLY_ONCE);
	}

}
