package dev.sluice.schema.iglu;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import tools.jackson.databind.JsonNode;

/**
 * Holds a resolver configuration to the schema that it names, {@code resolver-config}
 * 1-0-0 to 1-0-3. Of later ones nothing is known, so that they are held to the last.
 */
final class ResolverSchemaCheck {

	private final int addition;

	private final List<String> deviations = new ArrayList<>();

	ResolverSchemaCheck(SchemaVersion version) {
		this.addition = version.addition();
	}

	List<String> deviations(JsonNode data) {
		Predicate<JsonNode> number = (this.addition >= 2) ? JsonNode::isNumber : JsonNode::isIntegralNumber;
		required(data, "the resolver", "cacheSize", number);
		required(data, "the resolver", "repositories", JsonNode::isArray);
		if (this.addition < 2) {
			only(data, "the resolver", Set.of("cacheSize", "repositories"));
			if (data.path("cacheSize").isNumber() && data.path("cacheSize").decimalValue().signum() < 0) {
				this.deviations.add("cacheSize is below 0");
			}
		}
		else {
			only(data, "the resolver", Set.of("cacheSize", "cacheTtl", "repositories"));
			ttl(data.path("cacheTtl"), (this.addition == 2) ? 1 : 0);
		}
		int i = 0;
		for (JsonNode repository : data.path("repositories")) {
			repository(repository, "repositories[" + i++ + "]", number);
		}
		return this.deviations;
	}

	private void ttl(JsonNode ttl, int least) {
		boolean right = ttl.isMissingNode() || ttl.isNull()
				|| (ttl.isIntegralNumber() && ttl.bigIntegerValue().intValue() >= least);
		if (!right) {
			this.deviations.add("cacheTtl is no whole number from " + least + " on");
		}
	}

	private void repository(JsonNode repository, String where, Predicate<JsonNode> number) {
		required(repository, where, "name", JsonNode::isString);
		required(repository, where, "priority", number);
		required(repository, where, "vendorPrefixes", JsonNode::isArray);
		required(repository, where, "connection", JsonNode::isObject);
		only(repository, where, Set.of("name", "priority", "vendorPrefixes", "connection"));
		for (JsonNode prefix : repository.path("vendorPrefixes")) {
			if (!prefix.isString()) {
				this.deviations.add(where + ".vendorPrefixes has something else than strings");
			}
		}
		connection(repository.path("connection"), where + ".connection");
	}

	private void connection(JsonNode connection, String where) {
		boolean embedded = connection.has("embedded");
		String kind = embedded ? "embedded" : "http";
		required(connection, where, kind, JsonNode::isObject);
		only(connection, where, Set.of(kind));
		JsonNode inner = connection.path(kind);
		required(inner, where + "." + kind, embedded ? "path" : "uri", JsonNode::isString);
		Set<String> withKey = (this.addition >= 1) ? Set.of("uri", "apikey") : Set.of("uri");
		only(inner, where + "." + kind, embedded ? Set.of("path") : withKey);
		JsonNode key = inner.path("apikey");
		if (!key.isMissingNode() && !key.isNull() && !key.isString()) {
			this.deviations.add(where + "." + kind + ".apikey is no string");
		}
	}

	private void required(JsonNode object, String where, String name, Predicate<JsonNode> type) {
		JsonNode value = object.path(name);
		if (value.isMissingNode()) {
			this.deviations.add(where + " has no " + name);
		}
		else if (!type.test(value)) {
			this.deviations.add(where + " has a " + name + " of another type");
		}
	}

	private void only(JsonNode object, String where, Set<String> names) {
		Set<String> others = new TreeSet<>(object.propertyNames());
		others.removeAll(names);
		if (!others.isEmpty()) {
			this.deviations.add(where + " has " + String.join(", ", others) + ", which version 1-0-" + this.addition
					+ " does not know");
		}
	}

}
