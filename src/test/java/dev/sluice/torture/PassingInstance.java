package dev.sluice.torture;

import dev.sluice.torture.Scene.Membership;
import org.jspecify.annotations.Nullable;

/**
 * An instance that joins the others, takes its share of the partitions, and leaves.
 */
final class PassingInstance implements Fault {

	private @Nullable Part part;

	private boolean joined;

	private boolean left;

	@Override
	public boolean strike(Scene scene) {
		this.part = scene.spareLoader();
		if (this.part == null) {
			return false;
		}
		this.part.start();
		this.part.claim();
		return true;
	}

	@Override
	public void watch(Scene scene) {
		if (this.part != null && !this.joined) {
			this.joined = scene.membership(this.part) == Membership.MEMBER;
		}
	}

	@Override
	public boolean lift(Scene scene) {
		if (this.part == null) {
			return true;
		}
		watch(scene);
		if (!this.left) {
			this.left = this.part.terminate();
		}
		if (this.part.running()) {
			return false;
		}
		this.part.release();
		return true;
	}

	@Override
	public boolean hasFired() {
		return this.joined;
	}

	@Override
	public boolean fired(Findings findings) {
		return this.joined && this.left && this.part != null && this.part.terminated();
	}

}
