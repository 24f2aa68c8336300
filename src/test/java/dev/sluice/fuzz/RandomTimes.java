package dev.sluice.fuzz;

/**
 * Dates and times as text.
 */
final class RandomTimes {

	private static final int[] MONTH_LENGTHS = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	private final Dice dice;

	private final boolean odd;

	RandomTimes(Dice dice, boolean odd) {
		this.dice = dice;
		this.odd = odd;
	}

	String date() {
		int year = this.dice.oneIn(4) ? this.dice.below(10_000) : 1960 + this.dice.below(90);
		if (this.dice.oneIn(10)) {
			year = this.dice.pick(1, 1600, 1900, 2000, 2024, 9999);
		}
		int month = 1 + this.dice.below(this.odd ? 13 : 12);
		int last = this.odd ? 32 : MONTH_LENGTHS[month - 1];
		int day = this.dice.oneIn(5) ? last : 1 + this.dice.below(last);
		return "%04d-%02d-%02d".formatted(this.odd ? year : Math.max(1, year), month, day);
	}

	String time(boolean withSeconds) {
		String minutes = "%02d:%02d".formatted(this.dice.below(this.odd ? 26 : 24), this.dice.below(60));
		if (!withSeconds && this.dice.oneIn(6)) {
			return minutes;
		}
		String fraction = switch (this.dice.below(6)) {
			case 0 -> "." + this.dice.digits(1 + this.dice.below(6));
			case 1 -> "." + this.dice.digits(6) + "000".substring(this.dice.below(3));
			case 2 -> this.odd ? "." + this.dice.digits(1 + this.dice.below(11)) : "";
			default -> "";
		};
		return minutes + ":%02d".formatted(this.dice.below(this.odd ? 62 : 60)) + fraction;
	}

	String zone() {
		if (this.odd) {
			return this.dice.pick("", "+24:00", "+1", " Z", "Zx", "+00:60", "UTC", "+0000", "-");
		}
		return this.dice.pick("Z", "Z", "z", "+00", "-12:30", "+23:59", "-00:01", "+02:00");
	}

}
