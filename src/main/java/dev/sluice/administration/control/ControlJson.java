package dev.sluice.administration.control;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bytes of the control topic's keys and values. Thread-safe.
 */
final class ControlJson {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
		.enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
		.build();

	private ControlJson() {
	}

	static byte[] write(Object keyOrValue) {
		return MAPPER.writeValueAsBytes(keyOrValue);
	}

	/**
	 * A key, or {@code null} if these bytes are none.
	 */
	static @Nullable ControlKey key(byte @Nullable [] bytes) {
		return (bytes != null) ? read(bytes, ControlKey.class) : null;
	}

	/**
	 * The value of a record of a kind, or {@code null} if these bytes are none.
	 */
	static @Nullable ControlValue value(ControlKey.Kind kind, byte[] bytes) {
		return read(bytes, form(kind));
	}

	private static Class<? extends ControlValue> form(ControlKey.Kind kind) {
		return switch (kind) {
			case STATE -> ControlValue.State.class;
			case ORDER -> ControlValue.Order.class;
			case QUESTION -> ControlValue.Question.class;
			case INSTANCE -> ControlValue.Presence.class;
			case ANSWER -> ControlValue.Answer.class;
		};
	}

	private static <T> @Nullable T read(byte[] bytes, Class<T> type) {
		try {
			return MAPPER.readValue(bytes, type);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

}
