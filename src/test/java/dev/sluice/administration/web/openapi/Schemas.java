package dev.sluice.administration.web.openapi;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Schemas of Java types as the administration writes them as JSON. Records are components
 * that are referred to.
 */
final class Schemas {

	private final Map<String, Map<String, Object>> components = new TreeMap<>();

	private final Map<Class<?>, String> names = new LinkedHashMap<>();

	/**
	 * Of all records so far, by their names.
	 */
	Map<String, Map<String, Object>> components() {
		return this.components;
	}

	Map<String, Object> of(AnnotatedType type) {
		if (type instanceof AnnotatedArrayType array && array.getType() != byte[].class) {
			return array(of(array.getAnnotatedGenericComponentType()));
		}
		Class<?> raw = ResolvableType.forType(type.getType()).resolve(Object.class);
		AnnotatedType[] arguments = (type instanceof AnnotatedParameterizedType parameterized)
				? parameterized.getAnnotatedActualTypeArguments() : new AnnotatedType[0];
		if (Collection.class.isAssignableFrom(raw) && arguments.length == 1) {
			return array(of(arguments[0]));
		}
		if (Map.class.isAssignableFrom(raw) && arguments.length == 2) {
			return schema("type", "object", "additionalProperties", of(arguments[1]));
		}
		return of(raw);
	}

	/**
	 * Of a type without arguments.
	 */
	Map<String, Object> of(Class<?> raw) {
		Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(raw);
		if (type.isRecord()) {
			return schema("$ref", "#/components/schemas/" + component(type));
		}
		if (type.isSealed()) {
			return schema("oneOf", Arrays.stream(type.getPermittedSubclasses()).map(this::of).toList());
		}
		if (type.isEnum()) {
			return schema("type", "string", "enum",
					Arrays.stream(type.getEnumConstants()).map((constant) -> ((Enum<?>) constant).name()).toList());
		}
		if (CharSequence.class.isAssignableFrom(type)) {
			return schema("type", "string");
		}
		return simple(type);
	}

	private static Map<String, Object> simple(Class<?> type) {
		if (type == Boolean.class) {
			return schema("type", "boolean");
		}
		if (type == Integer.class || type == Short.class) {
			return schema("type", "integer", "format", "int32");
		}
		if (type == Long.class) {
			return schema("type", "integer", "format", "int64");
		}
		if (Number.class.isAssignableFrom(type)) {
			return schema("type", "number");
		}
		if (type == Instant.class) {
			return schema("type", "string", "format", "date-time");
		}
		if (type == Duration.class) {
			return schema("type", "string", "format", "duration");
		}
		return new LinkedHashMap<>();
	}

	private static Map<String, Object> array(Map<String, Object> items) {
		return schema("type", "array", "items", items);
	}

	private static Map<String, Object> orNull(Map<String, Object> schema) {
		if (schema.isEmpty()) {
			return schema;
		}
		return schema("anyOf", List.of(schema, Map.of("type", "null")));
	}

	private String component(Class<?> type) {
		String known = this.names.get(type);
		if (known != null) {
			return known;
		}
		String name = type.getSimpleName();
		if (this.names.containsValue(name)) {
			name = type.getName().substring(type.getPackageName().length() + 1).replace("$", "");
		}
		if (this.names.containsValue(name)) {
			String[] packages = type.getPackageName().split("\\.");
			name = packages[packages.length - 1] + "." + name;
		}
		this.names.put(type, name);
		this.components.put(name, object(type));
		return name;
	}

	private Map<String, Object> object(Class<?> type) {
		Javadoc.Comment comment = Javadoc.type(type);
		Map<String, Object> properties = new LinkedHashMap<>();
		List<String> required = new ArrayList<>();
		for (RecordComponent component : type.getRecordComponents()) {
			Map<String, Object> schema = of(component.getAnnotatedType());
			Map<String, Object> property = (isNullable(component.getAnnotatedType())) ? orNull(schema) : schema;
			describe(property, comment.parameter(component.getName()), component.getType());
			properties.put(component.getName(), property);
			required.add(component.getName());
		}
		Map<String, Object> schema = schema("type", "object");
		describe(schema, comment.body(), type);
		schema.put("properties", properties);
		if (!required.isEmpty()) {
			schema.put("required", required);
		}
		return schema;
	}

	/**
	 * Adds a description, and what the constants of an enum mean.
	 */
	static void describe(Map<String, Object> schema, String text, Class<?> type) {
		String meanings = (!type.isEnum()) ? ""
				: Arrays.stream(type.getEnumConstants())
					.map((constant) -> (Enum<?>) constant)
					.filter((constant) -> !Javadoc.constant(constant).body().isEmpty())
					.map((constant) -> "\n- `%s`: %s".formatted(constant.name(), Javadoc.constant(constant).body()))
					.collect(Collectors.joining());
		if (!(text + meanings).isEmpty()) {
			schema.put("description", (text + meanings).strip());
		}
	}

	static boolean isNullable(AnnotatedType type) {
		return type.isAnnotationPresent(Nullable.class);
	}

	static Map<String, Object> schema(Object... content) {
		Map<String, Object> schema = new LinkedHashMap<>();
		for (int i = 0; i < content.length; i += 2) {
			schema.put((String) content[i], content[i + 1]);
		}
		return schema;
	}

	/** What a type of an operation's result stands for. */
	static boolean isNothing(Type type) {
		return type == void.class || type == Void.class;
	}

}
