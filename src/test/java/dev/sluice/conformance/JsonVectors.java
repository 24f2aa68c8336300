package dev.sluice.conformance;

import java.nio.file.Path;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The check of a file of JSON that is an array of cases, and is called like the group.
 */
public abstract class JsonVectors implements VectorGroup {

	private static final JsonMapper JSON = new JsonMapper();

	private final String name;

	/**
	 * A group.
	 * @param name its name, which is the file's without {@code .json}
	 */
	protected JsonVectors(String name) {
		this.name = name;
	}

	@Override
	public final String name() {
		return this.name;
	}

	@Override
	public final String path() {
		return this.name + ".json";
	}

	@Override
	public final void check(Path path, Rules rules, Results results) {
		for (JsonNode vector : JSON.readTree(path)) {
			check(vector, results);
		}
	}

	/**
	 * Checks one case.
	 */
	protected abstract void check(JsonNode vector, Results results);

}
