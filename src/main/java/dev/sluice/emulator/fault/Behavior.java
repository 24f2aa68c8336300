package dev.sluice.emulator.fault;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The emulator's settings as they are now. Safe for use by many threads; a change holds
 * from the next call on.
 */
public final class Behavior {

	private final Map<Setting<?>, Object> values = new ConcurrentHashMap<>();

	@SuppressWarnings("unchecked")
	public <T> T get(Setting<T> setting) {
		return (T) this.values.getOrDefault(setting, setting.standard());
	}

	public <T> Behavior set(Setting<T> setting, T value) {
		this.values.put(setting, value);
		return this;
	}

	/**
	 * Sets a value given as text.
	 * @throws RuntimeException if the text is no value of the setting
	 */
	public <T> Behavior parse(Setting<T> setting, String text) {
		return set(setting, setting.parse(text));
	}

	/**
	 * Goes back to the standard values.
	 */
	public void reset() {
		this.values.clear();
	}

}
