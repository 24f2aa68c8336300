package dev.sluice.torture;

import java.util.List;

import dev.sluice.torture.Scene.Membership;
import org.jspecify.annotations.Nullable;

/**
 * A loader that stands still until the group has given its partitions away, and then goes
 * on as if nothing had happened.
 */
final class FrozenLoader implements Fault {

	private final int dice;

	private @Nullable Part part;

	private boolean missed;

	FrozenLoader(int dice) {
		this.dice = dice;
	}

	@Override
	public boolean strike(Scene scene) {
		List<Part> loading = scene.loading();
		if (loading.isEmpty()) {
			return false;
		}
		Part chosen = loading.get(this.dice % loading.size());
		if (scene.membership(chosen) != Membership.MEMBER || !chosen.claim()) {
			return false;
		}
		this.part = chosen;
		chosen.signal("STOP");
		return true;
	}

	@Override
	public void watch(Scene scene) {
		if (this.part != null && !this.missed) {
			this.missed = scene.membership(this.part) == Membership.ABSENT;
		}
	}

	@Override
	public boolean lift(Scene scene) {
		if (this.part != null) {
			watch(scene);
			this.part.signal("CONT");
			this.part.release();
		}
		return true;
	}

	@Override
	public boolean hasFired() {
		return this.missed;
	}

	@Override
	public boolean fired(Findings findings) {
		return this.missed;
	}

}
