package dev.sluice.torture;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A process that ends, and starts again.
 */
final class EndedProcess implements Fault {

	private final Function<Scene, @Nullable Part> choice;

	private final Way way;

	private @Nullable Part part;

	private boolean ended;

	private boolean again;

	EndedProcess(Function<Scene, @Nullable Part> choice, Way way) {
		this.choice = choice;
		this.way = way;
	}

	/** One of the loaders that are at work. */
	static Function<Scene, @Nullable Part> loader(int dice) {
		return (scene) -> {
			List<Part> loading = scene.loading();
			return loading.isEmpty() ? null : loading.get(dice % loading.size());
		};
	}

	@Override
	public boolean strike(Scene scene) {
		this.part = this.choice.apply(scene);
		if (this.part == null || !this.part.claim()) {
			return false;
		}
		if (this.way == Way.KILL) {
			this.ended = this.part.kill();
			return this.ended;
		}
		return this.part.terminate();
	}

	@Override
	public boolean lift(Scene scene) {
		if (this.part == null) {
			return true;
		}
		if (!this.again && !this.part.running()) {
			this.ended |= this.part.terminated();
			this.part.start();
			this.again = true;
		}
		boolean lifted = this.again && scene.ready(this.part);
		if (lifted) {
			this.part.release();
		}
		return lifted;
	}

	@Override
	public boolean fired(Findings findings) {
		return this.ended;
	}

	/**
	 * How a process ends.
	 */
	enum Way {

		/** Without any chance to tidy up. */
		KILL,

		/** By itself, when asked to. */
		TERMINATE

	}

}
