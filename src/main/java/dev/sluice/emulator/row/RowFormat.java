package dev.sluice.emulator.row;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.google.cloud.bigquery.storage.v1.AnnotationsProto;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.sluice.emulator.catalog.Field;

/**
 * What must be known to read a batch of rows later.
 *
 * @param proto the writer's schema
 * @param defaults the expression of each column that gets its default value where a row
 * has none
 */
public record RowFormat(DescriptorProto proto, Map<String, String> defaults) {

	private static final ExtensionRegistry EXTENSIONS = ExtensionRegistry.newInstance();

	static {
		AnnotationsProto.registerAllExtensions(EXTENSIONS);
	}

	/**
	 * Returns how the rows are read into the columns that a table has now.
	 */
	public WirePlan plan(List<Field> columns) {
		return WirePlan.later(this.proto, columns);
	}

	/**
	 * Writes the format for a file.
	 */
	public byte[] protoBytes() {
		return this.proto.toByteArray();
	}

	public String defaultsText() {
		JsonObject json = new JsonObject();
		this.defaults.forEach(json::addProperty);
		return json.toString();
	}

	/**
	 * Reads a format from a file.
	 * @throws IllegalArgumentException if it is none
	 */
	public static RowFormat read(byte[] proto, String defaults) {
		try {
			Map<String, String> expressions = new HashMap<>();
			JsonParser.parseString(defaults)
				.getAsJsonObject()
				.entrySet()
				.forEach((entry) -> expressions.put(entry.getKey(), entry.getValue().getAsString()));
			return new RowFormat(DescriptorProto.parseFrom(proto, EXTENSIONS), Map.copyOf(expressions));
		}
		catch (InvalidProtocolBufferException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
