package dev.sluice.transform.json;

/**
 * Intervals as BigQuery writes them: {@code [-]Y-M [-]D [-]H:M:S[.F]}.
 */
final class IntervalText {

	private static final long MOST_YEARS = 10_000;

	private static final long MOST_DAYS = 3_660_000;

	private static final long MOST_HOURS = 87_840_000;

	private static final int MOST_FRACTION_DIGITS = 6;

	private final byte[] text;

	private final int to;

	private int at;

	private boolean valid = true;

	private IntervalText(byte[] text, int from, int to) {
		this.text = text;
		this.at = from;
		this.to = to;
	}

	/**
	 * Whether text is an interval within BigQuery's limits.
	 */
	static boolean isInterval(byte[] text, int from, int to) {
		return new IntervalText(text, from, to).read();
	}

	private boolean read() {
		sign();
		long years = number(MOST_YEARS);
		literal('-');
		long months = number(11);
		literal(' ');
		sign();
		number(MOST_DAYS);
		literal(' ');
		sign();
		long hours = number(MOST_HOURS);
		literal(':');
		long minutes = number(59);
		literal(':');
		long seconds = number(59);
		boolean more = fraction();
		boolean inRange = (years < MOST_YEARS || months == 0)
				&& (hours < MOST_HOURS || (minutes == 0 && seconds == 0 && !more));
		return this.valid && this.at == this.to && inRange;
	}

	private void sign() {
		if (this.at < this.to && this.text[this.at] == '-') {
			this.at++;
		}
	}

	private void literal(char character) {
		this.valid &= this.at < this.to && this.text[this.at] == character;
		this.at++;
	}

	private long number(long most) {
		long value = 0;
		int start = this.at;
		while (isDigit() && this.at - start < 9) {
			value = value * 10 + (this.text[this.at++] - '0');
		}
		this.valid &= this.at > start && value <= most;
		return value;
	}

	private boolean fraction() {
		if (this.at >= this.to || this.text[this.at] != '.') {
			return false;
		}
		int start = ++this.at;
		boolean more = false;
		while (isDigit()) {
			more |= this.text[this.at++] != '0';
		}
		this.valid &= this.at > start && this.at - start <= MOST_FRACTION_DIGITS;
		return more;
	}

	private boolean isDigit() {
		return this.at < this.to && this.text[this.at] >= '0' && this.text[this.at] <= '9';
	}

}
