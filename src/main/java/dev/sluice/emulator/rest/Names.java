package dev.sluice.emulator.rest;

import java.util.regex.Pattern;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sluice.emulator.call.ApiError;

/**
 * The rules for names of datasets and tables.
 */
final class Names {

	private static final Pattern DATASET = Pattern.compile("\\w{1,1024}");

	private static final Pattern TABLE = Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{Pc}\\p{Pd} ]{1,1024}");

	private Names() {
	}

	/**
	 * Returns the name in a reference of a body.
	 * @throws ApiError if it is missing
	 */
	static String reference(JsonObject body, String reference, String property) {
		JsonElement object = body.get(reference);
		JsonElement name = (object != null && object.isJsonObject()) ? object.getAsJsonObject().get(property) : null;
		if (name == null || name.isJsonNull()) {
			throw ApiError.required("Required parameter is missing: " + property);
		}
		return name.getAsString();
	}

	/**
	 * Returns a name that is allowed.
	 * @param kind dataset or table
	 * @throws ApiError in BigQuery's words if it is not
	 */
	static String check(String kind, String name) {
		boolean dataset = kind.equals("dataset");
		if ((dataset ? DATASET : TABLE).matcher(name).matches()) {
			return name;
		}
		throw ApiError.invalid(dataset
				? "Invalid dataset ID \"" + name + "\". Dataset IDs must be alphanumeric (plus underscores) and must be"
						+ " at most 1024 characters long."
				: "Invalid table ID \"" + name + "\".");
	}

}
