package dev.sluice.torture;

/**
 * Records that are odd for a while.
 */
final class OddRecords implements Fault {

	private final Oddity oddity;

	private String field = "";

	OddRecords(Oddity oddity) {
		this.oddity = oddity;
	}

	@Override
	public boolean strike(Scene scene) {
		if (!scene.ready(scene.broker())) {
			return false;
		}
		if (this.oddity == Oddity.NEW_FIELD) {
			this.field = scene.production().newField();
		}
		else {
			scene.production().begin(this.oddity);
		}
		return true;
	}

	@Override
	public boolean lift(Scene scene) {
		if (!scene.ready(scene.broker())) {
			return false;
		}
		scene.production().end(this.oddity);
		return true;
	}

	@Override
	public boolean fired(Findings findings) {
		return switch (this.oddity) {
			case NEW_FIELD -> findings.columns().contains(this.field);
			case BAD -> findings.reasons().contains("malformed") || findings.reasons().contains("wrong-type");
			case REFUSED -> findings.reasons().contains("row-refused");
		};
	}

}
