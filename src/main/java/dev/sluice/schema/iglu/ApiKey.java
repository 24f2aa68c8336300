package dev.sluice.schema.iglu;

/**
 * A repository's API key. It never shows, neither in texts nor in logs.
 */
public final class ApiKey {

	private final String value;

	/**
	 * Creates a key.
	 * @throws IllegalArgumentException if no header can hold it; the message does not
	 * show it
	 */
	public ApiKey(String value) {
		if (value.isEmpty() || !value.chars().allMatch((character) -> character > ' ' && character < 0x7f)) {
			throw new IllegalArgumentException("the API key is empty or has characters that a header cannot hold");
		}
		this.value = value;
	}

	String value() {
		return this.value;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof ApiKey key && this.value.equals(key.value);
	}

	@Override
	public int hashCode() {
		return this.value.hashCode();
	}

	@Override
	public String toString() {
		return "******";
	}

}
